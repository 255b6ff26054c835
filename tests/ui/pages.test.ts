import { expect, test } from "vitest";
import { pageCount, pageFrom, pagesToOffer, rowsOnPage } from "#app/ui/pages.ts";

test.each([
  [1, 50, 345, 1, 50],
  [7, 50, 345, 301, 345],
  [1, 50, 0, 0, 0],
  [1, 50, 1, 1, 1],
])("page %d of %d rows out of %d shows %d–%d", (page, size, total, from, to) => {
  expect(rowsOnPage(page, size, total)).toEqual({ from, to });
});

test("the last page may be partly filled; nothing is still one page", () => {
  expect([pageCount(50, 345), pageCount(50, 350), pageCount(50, 0)]).toEqual([7, 7, 1]);
});

test.each([
  [1, 1, [1]],
  [1, 3, [1, 2, 3]],
  [1, 7, [1, 2, "gap", 7]],
  [3, 7, [1, 2, 3, 4, "gap", 7]],
  [4, 7, [1, 2, 3, 4, 5, 6, 7]],
  [10, 20, [1, "gap", 9, 10, 11, "gap", 20]],
  [20, 20, [1, "gap", 19, 20]],
])("on page %d of %d", (page, pages, offered) => {
  expect(pagesToOffer(page, pages)).toEqual(offered);
});

test.each([
  ["", 1],
  ["page=3", 3],
  ["page=0", 1],
  ["page=-2", 1],
  ["page=1.5", 1],
  ["page=x", 1],
  ["page=99999999999", 1],
])("?%s is page %d", (query, page) => {
  expect(pageFrom(new URLSearchParams(query))).toBe(page);
});
