import { describe, expect, test } from "vitest";
import { insertContract } from "#app/features/contracts/contracts.server.ts";
import {
  type BoughtItem,
  costInYear,
  linesOfPurchases,
} from "#app/features/settlements/joint-costs.rules.ts";
import { testDatabase } from "../../support/database.ts";
import { type Town, town } from "../../support/towns.ts";
import { agreement, get, post } from "./support.ts";

const admin = testDatabase();
const kronor = (amount: number, more = {}) =>
  ({ kind: "recurring", per: "year", amount_minor: amount * 100, ...more }) as const;
const ITEM: BoughtItem = {
  period_unit: "year",
  price_model: "all_units",
  currency: "SEK",
  tiers: [
    { from_quantity: 1, unit_price_minor: 600_00 },
    { from_quantity: 1000, unit_price_minor: 500_00 },
  ],
  purchases: [],
};
const bought = (
  quantity: number | null,
  unit: number | null,
  from = "2026-01-01",
  to: string | null = null,
) => ({
  ...{ quantity, unit_price_minor: unit, valid_from: from, valid_to: to },
});
const yearOf = (items: BoughtItem[]) =>
  costInYear(2026, { lines: [], bought: linesOfPurchases(items).lines, from: null, to: null }).minor;

describe("what has been bought, as cost lines of the one shape", () => {
  test("by its own price, for the days of the year on which it holds; months are twelve; once is once", () => {
    expect(yearOf([{ ...ITEM, purchases: [bought(10, 365_00)] }])).toBe(3650_00);
    expect(yearOf([{ ...ITEM, purchases: [bought(10, 365_00, "2026-07-01")] }])).toBe(1840_00);
    expect(yearOf([{ ...ITEM, period_unit: "month", purchases: [bought(2, 10_00)] }])).toBe(240_00);
    const once = { ...ITEM, period_unit: "once" as const, purchases: [bought(3, 7_00, "2025-05-05")] };
    expect(yearOf([once])).toBe(0);
    expect(yearOf([{ ...once, purchases: [bought(3, 7_00, "2026-05-05")] }])).toBe(21_00);
    expect(yearOf([{ ...ITEM, purchases: [bought(null, 900_00)] }])).toBe(900_00);
  });

  test("without a price by the ladder on what was bought together; unlimited without a price says nothing", () => {
    expect(yearOf([{ ...ITEM, purchases: [bought(600, null)] }])).toBe(600 * 600_00);
    expect(yearOf([{ ...ITEM, purchases: [bought(600, null), bought(600, null)] }])).toBe(1200 * 500_00);
    expect(yearOf([{ ...ITEM, purchases: [bought(null, null)] }])).toBe(0);
  });

  test("only what holds at the same time is together: last year's purchases lift nobody to another step", () => {
    const years = [
      bought(600, null, "2025-01-01", "2025-12-31"),
      bought(600, null, "2026-01-01", "2026-12-31"),
      bought(600, null, "2027-01-01"),
    ];
    expect(yearOf([{ ...ITEM, purchases: years }])).toBe(600 * 600_00);
    // 600 until the end of June, 1 200 from July on, each by its days
    const more = [bought(600, null, "2026-01-01"), bought(600, null, "2026-07-01")];
    expect(yearOf([{ ...ITEM, purchases: more }])).toBe(
      Math.round((600 * 600_00 * 181) / 365) + Math.round((1200 * 500_00 * 184) / 365),
    );
    // no öre is lost between several
    const thirds = {
      ...ITEM,
      price_model: "lump_sum" as const,
      tiers: [{ from_quantity: 1, unit_price_minor: 100_00 }],
    };
    expect(yearOf([{ ...thirds, purchases: [1, 1, 1].map((n) => bought(n, null)) }])).toBe(100_00);
    const once = { ...ITEM, period_unit: "once" as const };
    expect(
      yearOf([{ ...once, purchases: [bought(600, null, "2025-01-01"), bought(400, null, "2026-03-01")] }]),
    ).toBe(400 * 500_00);
  });

  test("another currency has no rate: it is left out, and that is said", () => {
    const euro = { ...ITEM, currency: "EUR", purchases: [bought(5, 10_00)] };
    expect(linesOfPurchases([euro])).toEqual({ lines: [], isPartial: true });
    expect(linesOfPurchases([{ ...euro, purchases: [] }]).isPartial).toBe(false);
  });
});

/** A host with a contract for each way of being joint or not. */
async function world() {
  const [host, party, stranger] = (await Promise.all([town(admin()), town(admin()), town(admin())])) as [
    Town,
    Town,
    Town,
  ];
  const id = await agreement(admin(), [{ town: host }, { town: party }]);
  const contract = (name: string, more: Record<string, unknown> = {}) =>
    host.as((db, record) =>
      insertContract(db, { tenantId: host.id, record }, {
        name,
        costLines: [kronor(1000)],
        ...more,
      } as never),
    );
  const takesPart = (contractId: string, who: Town, isAgreed = true, to: string | null = null) =>
    admin().query(
      `insert into contract_participant (tenant_id, contract_id, organisation_id, role, joined_on, leaves_on, participant_confirmed_at)
       values ($1, $2, $3, 'party', '2020-01-01', $4, $5)`,
      [host.id, contractId, who.id, to, isAgreed ? new Date() : null],
    );
  const licence = async (contractId: string, member: Town, price: number | null) => {
    const made = await admin().query(
      `insert into licence_agreement (tenant_id, contract_id, name, starts_on, state) values ($1, $2, 'L', '2020-01-01', 'active') returning id`,
      [host.id, contractId],
    );
    const item = await admin().query(
      "insert into licence_item (tenant_id, agreement_id, name, metric) values ($1, $2, 'Kontor', 'named_user') returning id",
      [host.id, made.rows[0].id],
    );
    await admin().query(
      `insert into licence_member (tenant_id, agreement_id, organisation_id, party_order, joined_on, member_confirmed_at)
       values ($1, $2, $3, 1, '2020-01-01', now())`,
      [host.id, made.rows[0].id, member.id],
    );
    await admin().query(
      `insert into licence_purchase (tenant_id, item_id, quantity, bought_on, valid_from, unit_price_minor)
       values ($1, $2, 100, '2020-01-01', '2020-01-01', $3)`,
      [host.id, item.rows[0].id, price],
    );
  };
  const params = { id, year: "2026" };
  const listed = async () => {
    const { data } = await (await get("settlements.$id.$year_.budget.tsx", { of: host, params })).json();
    return Object.fromEntries(
      data.contracts.map((row: { name: string; minor: number; source: string }) => [
        row.name,
        [row.minor, row.source],
      ]),
    );
  };
  return { host, party, stranger, id, params, contract, takesPart, licence, listed };
}

describe("costs that flow into a budget", () => {
  test("contracts and licence agreements with a party, as agreed and in their time; hidden ones never", async () => {
    const w = await world();
    await w.takesPart(await w.contract("Gemensamt"), w.party);
    await w.takesPart(await w.contract("Frågat"), w.party, false);
    await w.takesPart(await w.contract("Lämnat"), w.party, true, "2025-12-31");
    await w.takesPart(await w.contract("Främmande"), w.stranger);
    await w.takesPart(await w.contract("Hemligt namn", { is_hidden: true }), w.party);
    await w.takesPart(
      await w.contract("Avslutat", { closed_on: "2026-03-31", reason_closed: "cancelled" }),
      w.party,
    );
    await w.takesPart(await w.contract("Börjar", { term: { starts_on: "2026-07-01" } } as never), w.party);
    await w.licence(await w.contract("Licens efter köp", { costLines: [] }), w.party, 70_00);
    await w.licence(await w.contract("Licens med rader"), w.party, 70_00);
    await w.licence(await w.contract("Licens utan part", { costLines: [] }), w.stranger, 70_00);
    expect(await w.listed()).toEqual({
      Gemensamt: [100_000, "lines"],
      Avslutat: [Math.round((100_000 * 90) / 365), "lines"],
      Börjar: [Math.round((100_000 * 184) / 365), "lines"],
      "Licens efter köp": [700_000, "purchases"],
      "Licens med rader": [100_000, "lines"],
    });
  });

  test("a licence's cost is taken into the budget once, follows what is bought, and reaches the parties by its amount", async () => {
    const w = await world();
    const contract = await w.contract("Licenser", { costLines: [] });
    await w.licence(contract, w.party, 70_00);
    const at = { of: w.host, params: w.params };
    const take = (account: string) => post("settlements.$id.$year_.budget.tsx", { contract, account }, at);
    expect((await (await take("")).json()).errors).toEqual({ [`account_${contract}`]: "required" });
    expect((await take("6930")).status).toBe(302);
    await admin().query("update licence_purchase set unit_price_minor = 8000 where tenant_id = $1", [
      w.host.id,
    ]);
    expect((await take("6930")).status).toBe(302);
    const page = await (await get("settlements.$id.$year.tsx", { of: w.party, params: w.params })).json();
    expect(page.budget.lines).toMatchObject([{ account: "6930", text: "Licenser", minor: 800_000 }]);
  });
});
