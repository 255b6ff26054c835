import { describe, expect, test } from "vitest";
import { insertContract } from "#app/features/contracts/contracts.server.ts";
import { findItCosts, findProductCosts, type ItCosts } from "#app/features/it-costs/it-costs.server.ts";
import { rulesInWords } from "#app/features/it-costs/itCostsInWords.ts";
import { loader } from "#app/routes/$tenant.it-costs._index.tsx";
import { loader as csv } from "#app/routes/$tenant.it-costs[.]csv.ts";
import { loader as pdf } from "#app/routes/$tenant.it-costs[.]pdf.ts";
import { loader as xlsx } from "#app/routes/$tenant.it-costs[.]xlsx.ts";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
const today = new Date().toISOString().slice(0, 10);

const door = (place: Town, db: never) => ({
  db,
  tenant: { id: place.id, slug: place.slug, name: place.name, kind: "municipality" as const, theme: "" },
  today,
});
const read = (place: Town, search = ""): Promise<ItCosts> =>
  place.as((db) => findItCosts(door(place, db as never), new URLSearchParams(search), "overlap"));
const byProduct = (place: Town) =>
  place.as((db) =>
    findProductCosts(door(place, db as never), new URLSearchParams(), { via: "overlap", limit: 50 }),
  );
/** Öre per year by organisation, as the reader sees it; null: named without a cost. */
const totals = async (place: Town) =>
  Object.fromEntries((await read(place)).rows.map((row) => [row.tenant_id, row.total]));
const price = (kronor: number) => ({ yearly_minor: kronor * 100, cost_year: 2025 });
const kronor = (amount: number) => ({ kind: "recurring", per: "year", amount_minor: amount * 100 }) as const;

function contract(place: Town, more: Partial<Parameters<typeof insertContract>[2]>): Promise<string> {
  return place.as((db, record) =>
    insertContract(db, { tenantId: place.id, record }, { name: "Avtal", ...more } as never),
  );
}

async function takesPart(owner: Town, contractId: string, who: Town, share: number | null, isAgreed = true) {
  await admin().query(
    `insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on, participant_confirmed_at)
     values ($1, $2, $3, 'party', '2020-01-01', $4)`,
    [owner.id, contractId, who.id, isAgreed ? new Date() : null],
  );
  if (share !== null)
    await admin().query(
      "insert into contract_participant_share (tenant_id, contract_id, organisation_id, cost_share) values ($1, $2, $3, $4)",
      [owner.id, contractId, who.id, share],
    );
}

async function figure(place: Town, kind: "employees" | "users", year: number, value: number) {
  await admin().query(
    `insert into organisation_figure (tenant_id, kind, year, value, source, entered_by_name)
     values ($1, $2, $3, $4, 'Personalsystemet', 'Test')`,
    [place.id, kind, year, value],
  );
}

describe("who sees whose cost", () => {
  test("own always; others' only where price is shared; nothing to those outside, to former members and to suppliers", async () => {
    const [we, sharer, silent, outsider, former] = await Promise.all(
      [1, 2, 3, 4, 5].map(() => town(admin())),
    );
    const supplier = await town(admin(), "supplier", "bolag");
    const together = await cooperation(admin(), [we!, sharer!, silent!, former!]);
    const item = await product(admin());
    for (const [place, amount] of [
      [we!, 100],
      [sharer!, 200],
      [silent!, 300],
      [outsider!, 400],
      [former!, 500],
    ] as const) {
      await place.use(item, `Hos ${place.name}`, { price: price(amount) });
      await figure(place, "employees", 2024, 10);
    }
    for (const place of [sharer!, former!]) await place.share(together, "price");
    await admin().query("update cooperation_join set leaves_on = current_date where tenant_id = $1", [
      former!.id,
    ]);

    expect(await totals(we!)).toEqual({ [we!.id]: 10_000, [sharer!.id]: 20_000 });
    expect(await totals(silent!)).toEqual({ [silent!.id]: 30_000, [sharer!.id]: 20_000 });
    expect(await totals(sharer!)).toEqual({ [sharer!.id]: 20_000 });
    expect(await totals(outsider!)).toEqual({ [outsider!.id]: 40_000 });
    expect(await totals(former!)).toEqual({ [former!.id]: 50_000 });
    const figures = await we!.as((db) => db.selectFrom("organisation_figure").select("tenant_id").execute());
    expect(figures.map((row) => row.tenant_id).sort()).toEqual([we!.id, sharer!.id].sort());

    const seen = await read(we!);
    expect(JSON.stringify(seen.rows)).not.toMatch(/30000|40000|50000/);
    expect(rulesInWords(seen, "sv").join(" ")).toContain("Era egna tal är med fast ni inte delar pris");
    const closed = await callLoader(loader, {
      url: "/x",
      cookie: supplier.admin.cookie,
      params: { tenant: supplier.slug },
    });
    expect(closed.status).toBe(403);
  });

  test("in view as the owner's figures stand as the other sees them, and the other's own are not there", async () => {
    const [we, they] = (await Promise.all([town(admin()), town(admin())])) as [Town, Town];
    const together = await cooperation(admin(), [we, they]);
    const item = await product(admin());
    for (const place of [we, they]) {
      await place.share(together, "price");
      await place.use(item, "System", { price: price(place === we ? 11 : 22) });
    }
    const rows = async (tenant: string) => {
      const answer = await callLoader(loader, { url: "/x", cookie: we.admin.cookie, params: { tenant } });
      return ((await answer.json()) as { costs: ItCosts }).costs.rows.map((row) => row.total);
    };
    expect(await rows(we.slug)).toEqual([1100, 2200]);
    expect(await rows(`${we.slug}~${they.slug}`)).toEqual([1100]);
  });

  test("files say the same as the page, and what is left out by rule", async () => {
    const [we, silent] = (await Promise.all([town(admin()), town(admin())])) as [Town, Town];
    await cooperation(admin(), [we, silent]);
    const item = await product(admin());
    await we.use(item, "Vårt", { price: price(1234) });
    await silent.use(item, "Tyst", { price: price(9876) });
    const call = { url: "/x", cookie: we.admin.cookie, params: { tenant: we.slug } };
    const text = await (await callLoader(csv, call)).text();
    expect(text).toContain("1234");
    expect(text).toContain("Det som saknas räknas inte som noll");
    expect(text).not.toContain("9876");
    for (const file of [pdf, xlsx]) {
      const answer = await callLoader(file, call);
      expect(answer.status).toBe(200);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(2000);
    }
  });
});

describe("each cost once", () => {
  test("a contract's cost goes before the stated price of the systems that it covers", async () => {
    const we = await town(admin());
    const item = await product(admin());
    const [covered, other] = [
      await we.use(item, "Med avtal", { price: price(500), volume: { user_count: 4 } }),
      await we.use(await product(admin()), "Utan avtal", { price: price(70) }),
    ];
    await we.use(item, "I euro", { price: { ...price(9), currency: "EUR" } });
    await contract(we, { name: "Utan kostnad", usages: [other] });
    expect(await totals(we)).toEqual({ [we.id]: 57_000 });
    await contract(we, { name: "Gäller", usages: [covered], costLines: [kronor(400)] });
    const { rows } = await read(we);
    expect(rows[0]).toMatchObject({
      total: 47_000,
      fromContracts: { minor: 40_000, count: 1 },
      fromStated: { minor: 7000, count: 1, years: [2025, 2025] },
      systems: 3,
      systemsWithCost: 2,
      otherCurrency: 1,
    });
    const { products } = await byProduct(we);
    expect(products.find(({ id }) => id === item)!.rows[0]).toMatchObject({
      per: { year: 40_000, user: 10_000 },
    });
  });

  test("contracts that have ended or not begun, hidden ones and hidden or retired systems take no part", async () => {
    const we = await town(admin());
    const item = await product(admin());
    const hidden = await we.use(item, "Dolt", { is_hidden: true, price: price(1) });
    await we.use(item, "Nedlagt", { lifecycle: "retired", price: price(2) });
    const costLines = [kronor(4)];
    await contract(we, { name: "Dolt avtal", is_hidden: true, costLines });
    await contract(we, { name: "Över dolt", usages: [hidden], costLines });
    await contract(we, {
      name: "Slut",
      costLines,
      term: { starts_on: "2010-01-01", ends_on: "2012-01-01", renewal_kind: "none" },
    } as never);
    await contract(we, { name: "Sedan", costLines, term: { starts_on: "2090-01-01" } } as never);
    expect(await totals(we)).toEqual({ [we.id]: null });
    await contract(we, { name: "Nu", costLines });
    expect(await totals(we)).toEqual({ [we.id]: 400 });
  });

  test("owner and agreed participants share a contract's cost, the same to whoever may see it", async () => {
    const [owner, participant, asked, reader] = (await Promise.all(
      [1, 2, 3, 4].map(() => town(admin())),
    )) as [Town, Town, Town, Town];
    const together = await cooperation(admin(), [owner, participant, asked, reader]);
    for (const place of [owner, participant, asked]) {
      await place.share(together, "price");
      await place.share(together, "term");
    }
    const id = await contract(owner, {
      name: "Gemensamt",
      costLines: [kronor(1000), { ...kronor(300), organisation_id: participant.id }],
    });
    await takesPart(owner, id, participant, 20);
    await takesPart(owner, id, asked, 30, false);
    const expected = { [owner.id]: 80_000, [participant.id]: 50_000, [asked.id]: null };
    for (const place of [owner, participant, asked]) expect(await totals(place)).toEqual(expected);
    expect(await totals(reader)).toEqual({ ...expected, [reader.id]: null });
    await admin().query(
      "update contract_participant set leaves_on = current_date - 1 where organisation_id = $1",
      [participant.id],
    );
    expect(await totals(reader)).toMatchObject({ [owner.id]: 130_000, [participant.id]: null });
  });

  test("without the contract term the contract is not seen, and the stated price counts", async () => {
    const [we, they] = (await Promise.all([town(admin()), town(admin())])) as [Town, Town];
    const together = await cooperation(admin(), [we, they]);
    await they.share(together, "price");
    const usage = await they.use(await product(admin()), "Deras", { price: price(500) });
    await contract(they, { usages: [usage], costLines: [kronor(400)] });
    expect((await totals(we))[they.id]).toBe(50_000);
    await they.share(together, "term");
    expect((await totals(we))[they.id]).toBe(40_000);
  });
});

test("the latest figure until this year divides; inhabitants by the latest count", async () => {
  const we = await town(admin());
  await we.use(await product(admin()), "System", { price: price(1000) });
  const year = Number(today.slice(0, 4));
  await figure(we, "employees", year - 3, 1);
  await figure(we, "employees", year - 1, 50);
  await figure(we, "employees", year + 1, 7);
  await admin().query(
    "insert into population (organisation_id, counted_on, inhabitants, source) values ($1, '2024-12-31', 400, 'SCB')",
    [we.id],
  );
  const [row] = (await read(we)).rows;
  expect(row).toMatchObject({
    employees: { value: 50, year: year - 1, source: "Personalsystemet" },
    users: null,
    per: { employee: 2000, inhabitant: 250, user: null },
  });
});
