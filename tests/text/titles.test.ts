import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { pageTitle } from "#app/text/title.ts";

const folder = path.resolve(import.meta.dirname, "../../app/routes");
const pages = readdirSync(folder).filter((file) => file.endsWith(".tsx"));

/** Pages that are called as the organisation or the portal is, or are never drawn. */
const withoutOwnTitle: Record<string, string> = {
  "$.tsx": "the page for what is not there",
  "$tenant.$.tsx": "the page for what is not there",
  "$tenant._index.tsx": "the organisation's start page bears its name",
  "$tenant.views.$id.tsx": "leads on to a list, never drawn",
  "_index.tsx": "leads on, or is the portal's own page",
  "mail.tsx": "the demo's mailbox",
};

test.each(pages.filter((file) => !(file in withoutOwnTitle)))("%s has a title of its own", (file) => {
  expect(readFileSync(path.join(folder, file), "utf8")).toMatch(/export const meta\b/);
});

test.each(pages)("%s has no title with wording of one language", (file) => {
  const source = readFileSync(path.join(folder, file), "utf8");
  const fixed = /title: "[^"]+ – Samverka"/.exec(source)?.[0];
  expect(fixed).toBeUndefined();
});

describe("a title", () => {
  const words = { sv: { title: "System" }, en: { title: "Systems" } };
  const of = (data: unknown) => pageTitle({ matches: [{ id: "root", data }] }, words, (t) => t.title);
  test.each([
    [{ locale: "sv" }, "System – Samverka"],
    [{ locale: "en" }, "Systems – Samverka"],
    [{ locale: "xx" }, "System – Samverka"],
    [undefined, "System – Samverka"],
  ])("follows the page's language: %j", (data, title) => {
    expect(of(data)).toEqual([{ title }]);
  });
});
