import { describe, expect, test } from "vitest";
import type { CostLine } from "#app/features/contracts/costs.rules.ts";
import { figureForm } from "#app/features/it-costs/figures.form.ts";
import {
  type CostItem,
  costsOf,
  type Divisors,
  productsOf,
  rowOf,
  statisticsOf,
  unplacedOf,
} from "#app/features/it-costs/it-costs.rules.ts";
import { readItCostsQuery } from "#app/features/it-costs/query.rules.ts";
import { shareOut } from "#app/features/it-costs/sharing-out.rules.ts";
import { errorCodes } from "#app/features/organisations/organisations.form.ts";

const today = "2026-05-01";
const line = (amount_minor: number, more: Partial<CostLine & { organisation_id: string | null }> = {}) => ({
  organisation_id: null,
  kind: "recurring" as const,
  per: "year" as const,
  amount_minor,
  currency: "SEK",
  rate: null,
  quantity: null,
  status: "commitment" as const,
  valid_from: null,
  valid_to: null,
  ...more,
});
const takesPart = (organisation_id: string, cost_share: string | null = null) => ({
  organisation_id,
  cost_share,
});
const out = (
  lines: ReturnType<typeof line>[],
  participants: ReturnType<typeof takesPart>[] = [],
  direction: "bought" | "delivered" = "bought",
) => Object.fromEntries(shareOut({ tenant_id: "owner", direction, lines, participants }, today));

describe("who pays how much of a contract", () => {
  test.each([
    ["nobody else takes part", [line(1000)], [], { owner: 1000 }],
    [
      "a line names a participant",
      [line(600), line(400, { organisation_id: "b" })],
      [takesPart("b")],
      { owner: 600, b: 400 },
    ],
    [
      "a participant has a share of what names nobody",
      [line(1001)],
      [takesPart("b", "45.000000")],
      { owner: 551, b: 450 },
    ],
    [
      "both: named lines and a share of the rest",
      [line(1000), line(400, { organisation_id: "b" })],
      [takesPart("b", "25")],
      { owner: 750, b: 650 },
    ],
    ["a participant pays everything", [line(1000)], [takesPart("b", "100")], { b: 1000 }],
    ["a line names somebody who has not agreed", [line(1000, { organisation_id: "b" })], [], { owner: 1000 }],
    ["a participant of whom nothing is said", [line(1000)], [takesPart("b")], { owner: 1000 }],
    ["a stated nothing is a cost of nothing", [line(0)], [], { owner: 0 }],
    [
      "one-off costs and outcomes are left out",
      [line(5, { kind: "one_off", per: null as never }), line(7, { status: "actual" })],
      [],
      {},
    ],
    ["estimates where nothing is decided", [line(5, { status: "estimate" })], [], { owner: 5 }],
    ["what is decided goes before estimates", [line(5, { status: "estimate" }), line(9)], [], { owner: 9 }],
    [
      "another currency by the line's rate",
      [line(100, { currency: "EUR", rate: "11.5" })],
      [],
      { owner: 1150 },
    ],
    ["by month", [line(100, { per: "month" })], [], { owner: 1200 }],
  ])("%s", (_, lines, participants, expected) => {
    expect(out(lines, participants)).toEqual(expected);
  });

  test("each öre once, whatever the shares", () => {
    for (const share of ["0.000001", "33.333333", "66.666667", "99.999999"]) {
      const paid = out(
        [line(100_001), line(17, { organisation_id: "c" })],
        [takesPart("b", share), takesPart("c", "0.5")],
      );
      expect(Object.values(paid).reduce((sum, minor) => sum + minor, 0)).toBe(100_018);
    }
  });

  test("what is delivered to others is income of the owner and cost of the others", () => {
    const lines = [line(300), line(700, { organisation_id: "b" })];
    expect(out(lines, [takesPart("b")], "delivered")).toEqual({ owner: -1000, b: 700 });
  });
});

const item = (tenant: string, minor: number, more: Partial<CostItem> = {}): CostItem => ({
  tenant_id: tenant,
  from: "contract",
  id: `${tenant}${minor}`,
  name: "",
  minor,
  year: 2026,
  product: null,
  users: null,
  ...more,
});
const seen = { systems: 3, systemsWithCost: 2, otherCurrency: 0 };
const stated = (value: number, year = 2025) => ({ value, year, source: "x" });
const divisors = (inhabitants: number | null, employees: number | null): Divisors => ({
  population: inhabitants === null ? null : { inhabitants, counted_on: "2025-12-31", source: "SCB" },
  employees: employees === null ? null : stated(employees),
  users: null,
});

describe("one organisation", () => {
  test("the sum with where it comes from; missing is missing, not zero", () => {
    const items = [
      item("a", 1000),
      item("a", 500, { from: "stated", year: 2023 }),
      item("a", 250, { from: "stated", year: null }),
      item("b", 9999),
    ];
    const costs = costsOf("a", items, seen);
    expect(costs).toMatchObject({
      total: 1750,
      fromContracts: { minor: 1000, count: 1 },
      fromStated: { minor: 750, count: 2, years: [2023, 2023], withoutYear: 1 },
    });
    expect(rowOf(costs, divisors(100, null)).per).toEqual({
      inhabitant: 18,
      employee: null,
      user: null,
      year: 1750,
    });
    const nothing = costsOf("c", items, seen);
    expect(nothing.total).toBeNull();
    expect(rowOf(nothing, divisors(100, 100)).per).toEqual({
      inhabitant: null,
      employee: null,
      user: null,
      year: null,
    });
  });

  test("median and spread only from three on, for each measure by itself", () => {
    const rows = [100, 200, 400].map((total, index) =>
      rowOf(costsOf("a", [item("a", total)], seen), divisors(1, index < 2 ? 1 : null)),
    );
    expect(statisticsOf(rows.slice(0, 2))).toEqual([]);
    expect(statisticsOf(rows)).toEqual([
      { measure: "inhabitant", median: 200, low: 100, high: 400, organisations: 3 },
      { measure: "year", median: 200, low: 100, high: 400, organisations: 3 },
    ]);
  });
});

test("by product: sums per organisation, users only where all are known, in the given order", () => {
  const p = { id: "p", name: "Pulsen" };
  const items = [
    item("b", 300, { product: p, users: { count: 3, on: "2025-01-01" } }),
    item("a", 100, { product: p, users: { count: 5, on: "2025-02-01" } }),
    item("a", 200, { product: p, from: "stated", users: { count: 5, on: "2024-02-01" } }),
    item("a", 50),
    item("b", 10, { product: { id: "q", name: "Aaa" } }),
  ];
  const products = productsOf(items, new Map([["a", divisors(10, null)]]), ["a", "b"]);
  expect(products.map(({ name }) => name)).toEqual(["Pulsen", "Aaa"]);
  expect(products[0]!.rows).toMatchObject([
    { tenant_id: "a", users: { count: 10, on: "2024-02-01" }, per: { year: 300, user: 30, inhabitant: 30 } },
    { tenant_id: "b", users: { count: 3 }, per: { year: 300, user: 100, inhabitant: null } },
  ]);
  const partly = productsOf([...items, item("a", 1, { product: p })], new Map(), ["a"]);
  expect(partly[0]!.rows[0]).toMatchObject({ users: null, per: { user: null, year: 301 } });
  expect(unplacedOf(items, ["a", "b"])).toEqual([{ tenant_id: "a", count: 1, minor: 50 }]);
});

describe("what the form accepts", () => {
  const good = { kind: "users", year: "2026", value: "1 200", source: "Katalogen" };
  test("a number as people write it", () => {
    expect(figureForm(2026).parse(good)).toEqual({
      kind: "users",
      year: 2026,
      value: 1200,
      source: "Katalogen",
    });
  });
  test.each([
    ["kind", "", "kind_missing"],
    ["year", "26", "year_wrong"],
    ["year", "förra", "year_wrong"],
    ["year", "2027", "year_ahead"],
    ["value", "0", "value_wrong"],
    ["value", "-5", "value_wrong"],
    ["value", "12,5", "value_wrong"],
    ["value", "99999999", "value_large"],
    ["source", " ", "source_missing"],
    ["source", "x".repeat(201), "source_long"],
  ])("%s %j is refused as %s", (field, typed, code) => {
    const read = figureForm(2026).safeParse({ ...good, [field]: typed });
    expect(read.success ? {} : errorCodes(read.error)).toEqual({ [field]: code });
  });
});

test("garbage in the address is the comparison as it is without it", () => {
  expect(readItCostsQuery(new URLSearchParams("per=cat&circle=1&page=-4&org=x"))).toMatchObject({
    measure: "inhabitant",
    circle: null,
    organisations: [],
    page: 1,
  });
  expect(readItCostsQuery(new URLSearchParams("per=user")).measure).toBe("user");
});
