import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { localeOf, textFor } from "#app/text/text.ts";

const app = join(import.meta.dirname, "../../app");
const files = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".text.ts"),
);

/** Every place in a wording: its path, and for functions how many values they take. */
function places(wording: object, path = ""): string[] {
  return Object.entries(wording).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "function") return [`${here}(${value.length})`];
    if (Array.isArray(value)) return [`${here}[${value.length}]`];
    return typeof value === "object" && value !== null ? places(value, here) : [here];
  });
}

function emptyTexts(wording: object): string[] {
  return Object.entries(wording).flatMap(([key, value]) => {
    if (typeof value === "string") return value.trim() === "" ? [key] : [];
    return typeof value === "object" && value !== null ? emptyTexts(value) : [];
  });
}

describe.each(files)("%s", async (file) => {
  const module: Record<string, { sv: object; en: object }> = await import(
    pathToFileURL(join(app, file)).href
  );
  const texts = Object.values(module).filter((value) => typeof value === "object" && "sv" in value);

  test("holds wording in both languages, of the same shape, none empty", () => {
    expect(texts.length).toBeGreaterThan(0);
    for (const { sv, en } of texts) {
      expect(places(en).sort()).toEqual(places(sv).sort());
      expect([...emptyTexts(sv), ...emptyTexts(en)]).toEqual([]);
    }
  });
});

test("the wording follows the language", () => {
  const texts = {
    sv: { title: "System", count: (n: number) => `${n} system` },
    en: { title: "Systems", count: (n: number) => `${n} systems` },
  };
  expect(textFor(texts, "sv").title).toBe("System");
  expect(textFor(texts, "en").count(2)).toBe("2 systems");
});

test("the compiler refuses a missing translation", () => {
  const texts = { sv: { title: "System", more: "Mer" }, en: { title: "Systems" } };
  // @ts-expect-error `more` is missing in English
  expect(textFor(texts, "sv").title).toBe("System");
});

test.each([
  [undefined, "sv"],
  ["locale=en", "en"],
  ["session=x; locale=en; other=y", "en"],
  ["locale=de", "sv"],
  ["mylocale=en", "sv"],
  ["locale=enx", "sv"],
])("cookie %s means %s", (cookie, expected) => {
  const request = new Request("http://localhost/", { headers: cookie ? { Cookie: cookie } : {} });
  expect(localeOf(request)).toBe(expected);
});
