import { expect, test } from "vitest";
import { pathWithin } from "#app/ui/clientLinks.ts";
import { localPath } from "#app/ui/localPath.ts";
import { isCurrent } from "#app/ui/navigation.ts";
import { themeOf } from "#app/ui/themes.ts";

test.each(["/", "/borgholm/systems?q=a%20b", "/borgholm#main"])("%s stays on the site", (path) => {
  expect(localPath(path, "/fallback")).toBe(path);
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/a\nSet-Cookie: x",
  "/\t/evil.example",
  "borgholm",
  "",
  null,
  `/${"x".repeat(3000)}`,
])("%j does not", (path) => {
  expect(localPath(path, "/fallback")).toBe("/fallback");
});

const here = { origin: "https://portal.example", pathname: "/borgholm/systems", search: "?q=x" };

test.each([
  ["https://portal.example/borgholm/products", "/borgholm/products"],
  ["https://portal.example/borgholm/systems?q=x&page=2", "/borgholm/systems?q=x&page=2"],
  ["https://portal.example/lulea#main", "/lulea#main"],
])("the router takes %s", (href, path) => {
  expect(pathWithin(href, here)).toBe(path);
});

test.each([
  "https://other.example/borgholm",
  "https://portal.example/borgholm/systems.csv?q=x",
  "https://portal.example/borgholm/systems?q=x#field-name",
  "mailto:it@borgholm.example",
  "",
])("the browser takes %s", (href) => {
  expect(pathWithin(href, here)).toBeUndefined();
});

test("a navigation item stands for its page and those below", () => {
  const systems = { href: "/borgholm/systems" };
  expect(isCurrent(systems, "/borgholm/systems")).toBe(true);
  expect(isCurrent(systems, "/borgholm/systems/42/edit")).toBe(true);
  expect(isCurrent(systems, "/borgholm/systems-old")).toBe(false);
  expect(isCurrent({ href: "/borgholm", exact: true }, "/borgholm/systems")).toBe(false);
});

test("the innermost route with a known theme decides the looks", () => {
  expect(themeOf([{ locale: "sv" }, { theme: "lulea" }, { systems: [] }])).toBe("lulea");
  expect(themeOf([{ theme: "lulea" }, { theme: "borgholm" }])).toBe("borgholm");
  expect(themeOf([{ theme: "nobody" }, null, undefined])).toBe("samverka");
});
