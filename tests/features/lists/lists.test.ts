import { describe, expect, test } from "vitest";
import {
  dayProblem,
  isDay,
  type ListDefinition,
  parseListState,
  shownColumns,
  sortWord,
} from "#app/features/lists/lists.rules.ts";

const definition: ListDefinition = {
  list: "things",
  sort: "name",
  columns: [
    { key: "name", isFixed: true, isSortable: true, filter: { kind: "text" } },
    { key: "state", isStandard: true, filter: { kind: "choice", values: ["on", "off"] } },
    { key: "owner", filter: { kind: "id" } },
    { key: "ends_on", isStandard: true, isSortable: true, filter: { kind: "day" } },
    { key: "cost", filter: { kind: "number" } },
  ],
};
const parse = (query: string) => parseListState(new URLSearchParams(query), definition);

describe("parseListState", () => {
  test("nothing in the address is the plain list", () => {
    expect(parse("")).toEqual({
      q: "",
      filters: {},
      sort: { key: "name", isDescending: false },
      page: 1,
      pageSize: 50,
    });
  });

  test("everything the address can say", () => {
    const id = "018f7c5e-0000-7000-8000-000000000001";
    const state = parse(
      `q=+lön+&name=vis&state=on&state=off&state=-&owner=${id}&ends_on-from=2026-01-01&ends_on-to=2026-12-31&cost-to=1+200,5&sort=-ends_on&page=3&column=cost&column=state`,
    );
    expect(state).toEqual({
      q: "lön",
      filters: {
        name: { kind: "text", text: "vis" },
        state: { kind: "choice", values: ["on", "off", "-"] },
        owner: { kind: "id", values: [id] },
        ends_on: { kind: "day", from: "2026-01-01", to: "2026-12-31" },
        cost: { kind: "number", to: 1200.5 },
      },
      sort: { key: "ends_on", isDescending: true },
      page: 3,
      pageSize: 50,
      columns: ["cost", "state"],
    });
    expect(sortWord(state.sort)).toBe("-ends_on");
  });

  test.each([
    "page=0",
    "page=-1",
    "page=1e3",
    "page=999999999999",
    "page=x",
    "sort=cost",
    "sort=password",
    "sort=--name",
    "state=maybe",
    "owner=1;drop",
    "ends_on-from=2026-02-30",
    "ends_on-from=igår",
    "cost-from=1e9",
    "cost-to=NaN",
    "column=nope",
    "name=%00",
    "q=%20",
    "__proto__=x&constructor=y",
  ])("garbage is left out: %s", (query) => {
    expect(parse(query)).toEqual(parse(""));
  });

  test("texts are cut, not refused", () => {
    expect(parse(`q=${"a".repeat(5000)}`).q).toHaveLength(200);
  });
});

describe("shownColumns", () => {
  test("standard, remembered and named columns; the naming column first", () => {
    expect(shownColumns(definition, {})).toEqual(["name", "state", "ends_on"]);
    expect(shownColumns(definition, {}, ["cost", "gone", "name"])).toEqual(["name", "cost"]);
    expect(shownColumns(definition, { columns: ["owner"] }, ["cost"])).toEqual(["name", "owner"]);
    expect(shownColumns(definition, {}, ["gone"])).toEqual(["name", "state", "ends_on"]);
  });
});

test.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["1900-02-29", false],
  ["2026-13-01", false],
  ["2026-04-31", false],
  ["26-04-30", false],
  ["0001-01-01", false],
  ["1899-12-31", false],
  ["1900-01-01", true],
  ["2200-12-31", true],
  ["2201-01-01", false],
  ["20226-01-01", false],
])("isDay %s", (day, expected) => {
  expect(isDay(day)).toBe(expected);
});

test.each([
  ["0001-01-01", "year_out_of_range"],
  ["2999-01-01", "year_out_of_range"],
  ["20226-01-01", "year_out_of_range"],
  ["0001-02-30", "not_a_day"],
  ["i morgon", "not_a_day"],
  ["2026-04-30", undefined],
])("what is wrong with the day %s: %s", (day, expected) => {
  expect(dayProblem(day)).toBe(expected);
});
