import { describe, expect, test } from "vitest";
import {
  figureOf,
  medianOf,
  type PricedUsage,
  possibleSaving,
  statisticsOf,
} from "#app/features/overlap/prices.rules.ts";
import { findPrices } from "#app/features/overlap/prices.server.ts";
import { priceRules } from "#app/features/overlap/pricesInWords.ts";
import { loader } from "#app/routes/$tenant.overlap.prices.tsx";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
const read = (place: Town, search = "") =>
  place.as((db) =>
    findPrices(
      {
        db,
        tenant: { id: place.id, slug: place.slug, name: place.name, kind: "municipality", theme: "" },
        today: "2026-05-01",
      },
      new URLSearchParams(search),
      { limit: 20, via: "overlap" },
    ),
  );
const price = (kronor: number, more = {}) => ({ yearly_minor: kronor * 100, cost_year: 2025, ...more });
const names = ({ products }: Awaited<ReturnType<typeof read>>) =>
  products.flatMap(({ figures }) => figures.map((figure) => figure.own_name)).sort();

async function towns(n: number): Promise<Town[]> {
  return Promise.all(Array.from({ length: n }, () => town(admin())));
}

describe("what is compared", () => {
  test("no number, no median and no order from a municipality that does not share price", async () => {
    const [we, one, two, silent] = (await towns(4)) as [Town, Town, Town, Town];
    const together = await cooperation(admin(), [we, one, two, silent]);
    const item = await product(admin());
    for (const [place, name, kronor] of [
      [we, "Vårt", 100],
      [one, "Ett", 200],
      [two, "Två", 300],
      [silent, "Tyst", 90_000],
    ] as const)
      await place.use(item, name, { price: price(kronor) });
    expect((await read(we)).products).toEqual([]);

    await one.share(together, "price");
    const pair = await read(we);
    expect(names(pair)).toEqual(["Ett", "Vårt"]);
    expect(pair.products[0]!.statistics).toEqual([]);

    await two.share(together, "price");
    const three = await read(we);
    expect(three.products[0]!.statistics).toEqual([
      { basis: "year", median: 20_000, low: 10_000, high: 30_000, organisations: 3, years: [2025, 2025] },
    ]);
    expect(JSON.stringify(three.products)).not.toMatch(/Tyst|9000000/);
    // The silent one sees the two that share and its own, not ours.
    expect(names(await read(silent))).toEqual(["Ett", "Två", "Tyst"]);
    expect(priceRules(three, "sv")).toContain(
      "Pris delas med er av 2 av 3 andra kommuner. Övrigas är inte med.",
    );
    expect(priceRules(three, "sv").join()).toContain("Ert eget pris är med fast ni inte delar det");
    await we.share(together, "price");
    expect(priceRules(await read(we), "sv").join()).not.toContain("Ert eget pris är med");
    expect(names(await read(silent))).toEqual(["Ett", "Två", "Tyst", "Vårt"]);
  });

  test("hidden and retired systems take no part, also not one's own", async () => {
    const [we, they] = (await towns(2)) as [Town, Town];
    const together = await cooperation(admin(), [we, they]);
    await they.share(together, "price");
    const item = await product(admin());
    await we.use(item, "Vårt", { price: price(1) });
    await we.use(item, "Vårt dolda", { is_hidden: true, price: price(2) });
    await they.use(item, "Deras dolda", { is_hidden: true, price: price(3) });
    await they.use(item, "Deras nedlagda", { lifecycle: "retired", price: price(3) });
    expect((await read(we)).products).toEqual([]);
    await they.use(item, "Deras", { price: price(4) });
    expect(names(await read(we))).toEqual(["Deras", "Vårt"]);
  });

  test("users only where volume is shared; inhabitants by the latest count until today", async () => {
    const [we, they] = (await towns(2)) as [Town, Town];
    const together = await cooperation(admin(), [we, they]);
    await they.share(together, "price");
    const item = await product(admin());
    const volume = { user_count: 50, user_count_on: "2026-03-01" };
    await we.use(item, "Vårt", { price: price(1000), volume });
    await they.use(item, "Deras", { price: price(1000), volume });
    for (const [day, inhabitants] of [
      ["2023-12-31", 500],
      ["2024-12-31", 400],
      ["2026-12-31", 1],
    ])
      await admin().query(
        "insert into population (organisation_id, counted_on, inhabitants, source) values ($1, $2, $3, 'SCB')",
        [they.id, day, inhabitants],
      );
    const figure = async () => (await read(we)).products[0]!.figures.find((one) => one.own_name === "Deras")!;
    expect(await figure()).toMatchObject({
      perUser: null,
      user_count: null,
      perInhabitant: 250,
      population: { counted_on: "2024-12-31" },
      age: 1,
    });
    await they.share(together, "volume");
    expect(await figure()).toMatchObject({ perUser: 2000, user_count: 50, user_count_on: "2026-03-01" });
  });

  test("the page says the basis, and in view as shows the owner's own figures only", async () => {
    const [we, they] = (await towns(2)) as [Town, Town];
    const together = await cooperation(admin(), [we, they]);
    const item = await product(admin());
    for (const place of [we, they]) {
      await place.share(together, "price");
      await place.use(item, `Hos ${place.name}`, { price: price(7) });
    }
    const seen = async (tenant: string) =>
      (await callLoader(loader, { url: "/x", cookie: we.admin.cookie, params: { tenant } })).text();
    expect(await seen(we.slug)).toContain(`Hos ${they.name}`);
    expect(await seen(`${we.slug}~${they.slug}`)).not.toContain(`Hos ${they.name}`);
  });
});

const usage = (tenant: number, kronor: number, more: Partial<PricedUsage> = {}): PricedUsage => ({
  tenant_id: String(tenant),
  id: `${tenant}-${kronor}`,
  own_name: "",
  yearly_minor: kronor * 100,
  currency: "SEK",
  cost_year: 2025,
  user_count: null,
  user_count_on: null,
  ...more,
});
const figures = (usages: PricedUsage[]) => usages.map((one) => figureOf(one, null, "2026-05-01"));

describe("the rule of three", () => {
  test.each([
    ["two municipalities", [usage(1, 1), usage(2, 2)], 0],
    ["two municipalities with three systems", [usage(1, 1), usage(1, 2), usage(2, 2)], 0],
    ["three municipalities", [usage(1, 1), usage(2, 2), usage(3, 3)], 1],
    ["a third in another currency", [usage(1, 1), usage(2, 2), usage(3, 3, { currency: "EUR" })], 0],
    ["a third without a year", [usage(1, 1), usage(2, 2), usage(3, 3, { cost_year: null })], 0],
  ])("%s", (_, usages, statistics) => {
    expect(statisticsOf(figures(usages))).toHaveLength(statistics);
  });

  test("holds for each basis by itself", () => {
    const with3 = [1, 2, 3].map((n) => usage(n, n * 100, { user_count: n < 3 ? 10 : null }));
    expect(statisticsOf(figures(with3)).map((one) => one.basis)).toEqual(["year"]);
    const all = [1, 2, 3].map((n) => usage(n, n * 100, { user_count: 10 }));
    expect(statisticsOf(figures(all)).map(({ basis, median }) => [basis, median])).toEqual([
      ["year", 20_000],
      ["user", 2000],
    ]);
  });
});

test("the middle of an even number is the mean of the two in the middle, to whole öre", () => {
  expect([medianOf([1]), medianOf([1, 4]), medianOf([1, 2, 9])]).toEqual([1, 3, 2]);
});

test("a possible saving is worked out against the median, and not offered to who pays it or less", () => {
  const three = [
    usage(1, 900, { user_count: 10 }),
    usage(2, 500, { user_count: 10 }),
    usage(3, 100, { user_count: 10 }),
  ];
  const all = figures(three);
  expect(possibleSaving(all, statisticsOf(all), "1")).toEqual({
    basis: "user",
    own: 9000,
    median: 5000,
    times: 10,
    saving: 40_000,
  });
  for (const own of ["2", "3", "4", null]) expect(possibleSaving(all, statisticsOf(all), own)).toBeNull();
  const two = all.slice(0, 2);
  expect(possibleSaving(two, statisticsOf(two), "1")).toBeNull();
});
