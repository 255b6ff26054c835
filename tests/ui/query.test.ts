import { expect, test } from "vitest";
import { carriedFields, changedQuery, sortedQuery, sortState, withoutValue } from "#app/ui/query.ts";

test("a change keeps the other fields and leads back to the first page", () => {
  expect(changedQuery("?q=vård&page=4&sort=name", { sort: "-name" })).toBe("?q=v%C3%A5rd&sort=-name");
});

test("the page itself can be changed", () => {
  expect(changedQuery("?q=x&page=4", { page: "5" })).toBe("?q=x&page=5");
  expect(changedQuery("?q=x&page=2", { page: null })).toBe("?q=x");
});

test("null removes, a list sets several, empty fields of a form disappear", () => {
  expect(changedQuery("?q=&lifecycle=pilot", { lifecycle: null })).toBe("?");
  expect(changedQuery("?column=a", { column: ["b", "c"] })).toBe("?column=b&column=c");
});

test("one of several chosen values can be removed", () => {
  expect(withoutValue("?lifecycle=pilot&lifecycle=planned&page=3", "lifecycle", "pilot")).toBe(
    "?lifecycle=planned",
  );
});

test("a GET form carries what it does not ask for itself", () => {
  expect(carriedFields("?q=x&sort=name&column=a&column=b&page=2&empty=", ["q"])).toEqual([
    ["sort", "name"],
    ["column", "a"],
    ["column", "b"],
  ]);
});

test("a second press on a heading turns the order", () => {
  expect(sortedQuery("?q=x", undefined, "name")).toBe("?q=x&sort=name");
  expect(sortedQuery("?q=x&sort=name", "name", "name")).toBe("?q=x&sort=-name");
  expect(sortedQuery("?sort=-name", "-name", "name")).toBe("?sort=name");
  expect([sortState("name", "name"), sortState("-name", "name"), sortState("supplier", "name")]).toEqual([
    "ascending",
    "descending",
    "none",
  ]);
});
