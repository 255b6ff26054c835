import { describe, expect, test } from "vitest";
import {
  COLUMNS_PER_PAGE,
  columnPage,
  lifecycleMark,
  matrixColumns,
  otherName,
  rulesInForce,
} from "#app/features/overlap/overlap.rules.ts";
import { readOverlapQuery } from "#app/features/overlap/query.rules.ts";

const members = ["Arjeplog", "Boden", "Luleå"].map((name) => ({ id: name.toLowerCase(), name }));

describe("columns", () => {
  test("own first; a member that shares nothing has a column that says just that", () => {
    const columns = matrixColumns(members, { ownId: "luleå", sharing: new Set(["boden"]) });
    expect(columns.map(({ name, state }) => [name, state])).toEqual([
      ["Luleå", "own"],
      ["Arjeplog", "not_shared"],
      ["Boden", "shares"],
    ]);
  });

  test("in view as only the previewed owner is left, also when it shares nothing", () => {
    const options = { ownId: null, onlyId: "boden" };
    const states = (sharing: string[]) =>
      matrixColumns(members, { ...options, sharing: new Set(sharing) }).map(({ id, state }) => [id, state]);
    expect(states(["boden", "arjeplog"])).toEqual([["boden", "shares"]]);
    expect(states([])).toEqual([["boden", "not_shared"]]);
  });

  test("290 members come twenty at a time, the own one on every page", () => {
    const many = Array.from({ length: 290 }, (_, i) => ({ id: `k${i}`, name: `Kommun ${i}` }));
    const columns = matrixColumns(many, { ownId: "k7", sharing: new Set(many.map((m) => m.id)) });
    const seen = new Set<string>();
    for (let page = 1; page <= 16; page++) {
      const shown = columnPage(columns, { page, chosen: [] });
      expect(shown.columns.length).toBeLessThanOrEqual(COLUMNS_PER_PAGE);
      expect(shown.columns[0]!.id).toBe("k7");
      expect(shown.pages).toBe(16);
      for (const column of shown.columns) seen.add(column.id);
    }
    expect(seen.size).toBe(290);
    expect(columnPage(columns, { page: 99, chosen: [] }).page).toBe(16);
  });

  test("chosen municipalities are the ones compared", () => {
    const columns = matrixColumns(members, { ownId: "luleå", sharing: new Set() });
    const shown = columnPage(columns, { page: 1, chosen: ["boden", "somebody-else"] });
    expect(shown.columns.map((column) => column.id)).toEqual(["luleå", "boden"]);
  });
});

describe("what the reader is told", () => {
  const columns = matrixColumns(members, { ownId: "luleå", sharing: new Set(["arjeplog", "boden"]) });

  test("always that only shared records count, that an empty box is no answer and that hidden ones are out", () => {
    expect(rulesInForce(columns, { focus: "all", pages: 1 })).toEqual([
      "only_shared",
      "empty_box",
      "hidden_and_retired",
    ]);
  });

  test("more where more is in force", () => {
    const some = matrixColumns(members, { ownId: "luleå", sharing: new Set() });
    expect(rulesInForce(some, { focus: "same_supplier_other_end", pages: 3 })).toEqual([
      "only_shared",
      "empty_box",
      "hidden_and_retired",
      "not_shared",
      "shown_only",
      "terms_shared",
    ]);
  });
});

test.each([
  ["planned", "planned"],
  ["pilot", "pilot"],
  ["phasing_out", "phasing_out"],
  ["in_operation", undefined],
  ["phasing_in", undefined],
] as const)("%s is marked as %s", (lifecycle, mark) => {
  expect(lifecycleMark(lifecycle)).toBe(mark);
});

test("an own name is shown only when it says something else", () => {
  expect(otherName({ own_name: " TREserva ", product_name: "Treserva" })).toBeUndefined();
  expect(otherName({ own_name: "Omsorgssystemet", product_name: "Treserva" })).toBe("Omsorgssystemet");
});

test("garbage in the address is the matrix without it", () => {
  const query = readOverlapQuery(
    new URLSearchParams(
      "circle=1'&focus=drop&group=%00&function='&org=x&org=y&page=-3&columns=1e9&supplier=%20a%00b",
    ),
  );
  expect(query).toEqual({
    circle: null,
    focus: "all",
    group: null,
    supplier: "a b",
    functionCode: null,
    product: "",
    organisations: [],
    page: 1,
    columnPage: 1,
  });
});
