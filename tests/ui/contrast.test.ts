import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { themes } from "#app/ui/themes.ts";

const css = readFileSync(join(import.meta.dirname, "../../app/styles/themes.css"), "utf8");

/** Colour variables of a theme: the portal's own, then what the theme itself sets. */
function colours(theme: string): Map<string, string> {
  const own = theme === "samverka" ? "" : (css.split(`[data-theme="${theme}"]`)[1]?.split("}")[0] ?? "");
  const base = css.split(':root, [data-color-scheme="light"]')[1]!.split("}")[0]!;
  const found = [...`${base}\n${own}`.matchAll(/--ds-color-([\w-]+): (#[0-9a-f]{6})/g)];
  return new Map(found.map((match) => [match[1]!, match[2]!]));
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Text on background, as the style sheets combine them. */
const textPairs = [
  ["accent-text-subtle", "neutral-background-default"],
  ["accent-text-subtle", "neutral-background-tinted"],
  ["accent-text-subtle", "accent-background-tinted"],
  ["accent-text-subtle", "accent-surface-tinted"],
  ["accent-text-default", "accent-surface-tinted"],
  ["accent-base-contrast-default", "accent-base-default"],
  ["accent-base-contrast-default", "accent-base-hover"],
  ["neutral-text-subtle", "neutral-background-default"],
  ["neutral-text-subtle", "neutral-background-tinted"],
  ["neutral-text-subtle", "accent-background-tinted"],
  ["neutral-text-subtle", "accent-surface-tinted"],
  ["neutral-text-default", "neutral-background-tinted"],
  ["warning-text-default", "warning-surface-tinted"],
  ["danger-text-default", "danger-surface-tinted"],
  ["danger-text-subtle", "neutral-background-tinted"],
  ["success-text-default", "success-surface-tinted"],
  ["info-text-default", "info-surface-tinted"],
  ["neutral-text-default", "neutral-surface-tinted"],
] as const;

/** Edges and marks that carry meaning. */
const shapePairs = [
  ["neutral-border-default", "neutral-background-default"],
  ["neutral-border-default", "neutral-background-tinted"],
  ["accent-base-default", "neutral-background-default"],
  ["focus-outer", "neutral-background-tinted"],
] as const;

describe.each(themes)("%s", (theme) => {
  const colour = colours(theme);

  test.each(textPairs)("%s can be read on %s", (text, background) => {
    expect(contrast(colour.get(text)!, colour.get(background)!)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(shapePairs)("%s can be seen on %s", (shape, background) => {
    expect(contrast(colour.get(shape)!, colour.get(background)!)).toBeGreaterThanOrEqual(3);
  });
});

test("themes differ", () => {
  expect(new Set(themes.map((theme) => colours(theme).get("accent-base-default"))).size).toBe(themes.length);
});
