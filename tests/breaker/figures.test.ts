import { beforeAll, describe, expect, test } from "vitest";
import { loader as list } from "#app/routes/$tenant.contracts._index.tsx";
import { action as changes } from "#app/routes/$tenant.contracts.$id_.changes.tsx";
import { action as costs } from "#app/routes/$tenant.contracts.$id_.costs.tsx";
import { action as index } from "#app/routes/$tenant.contracts.$id_.index.tsx";
import { testDatabase } from "../support/database.ts";
import { callAction, callLoader } from "../support/routes.ts";
import { type Town, town } from "../support/towns.ts";
import { add, contract, NOW } from "./support/world.ts";

/** Figures beyond reason are refused at their field; one that came in would close the list for everybody who is shared the price. */
const admin = testDatabase();
let owner: Town;
let id: string;
beforeAll(async () => {
  owner = await town(admin());
  id = await contract(owner, "Avtal");
});

type Action = Parameters<typeof callAction>[0];
async function post(action: Action, form: Record<string, string>) {
  const answer = await callAction(action, form, {
    ...{ cookie: owner.admin.cookie, params: { tenant: owner.slug, id }, now: NOW },
  });
  return { status: answer.status, errors: answer.status === 422 ? ((await answer.json()).errors ?? {}) : {} };
}
const MOST = "99999999999,99";

describe("costs", () => {
  const line = { kind: "recurring", per: "year", currency: "SEK" };
  test.each([
    ["an amount beyond all budgets", { amount: MOST }, "amount"],
    ["a negative one", { amount: `-${MOST}` }, "amount"],
    ["a year of months", { amount: "89999999999", per: "month" }, "amount"],
    [
      "price times quantity",
      { kind: "per_metric", amount: "1000000", quantity: "999999,999", metric: "x" },
      "amount",
    ],
    [
      "times a rate",
      { amount: "1000000", currency: "EUR", rate: "999999999", rate_on: "2026-01-01" },
      "amount",
    ],
  ])("%s is refused", async (_, more, field) => {
    const { status, errors } = await post(costs, { ...line, ...more });
    expect([status, Object.keys(errors)]).toEqual([422, [field]]);
  });

  test("the largest that is taken, a thousand times, leaves the list as it is", async () => {
    expect((await post(costs, { ...line, amount: "89999999999,99" })).status).toBe(302);
    await admin().query(
      `insert into contract_cost_line (tenant_id, contract_id, kind, per, amount_minor)
       select $1, $2, 'recurring', 'year', 8999999999999 from generate_series(1, 999)`,
      [owner.id, id],
    );
    const at = {
      cookie: owner.admin.cookie,
      params: { tenant: owner.slug },
      url: "/x?column=yearly_minor",
      now: NOW,
    };
    expect((await callLoader(list, at)).status).toBe(200);
  });

  test("the database takes none that the list could not add up", async () => {
    const row = {
      tenant_id: owner.id,
      contract_id: id,
      kind: "per_metric",
      per: "year",
      amount_minor: 9_000_000_000_000,
    };
    await expect(add(admin(), "contract_cost_line", { ...row, quantity: "9999999999" })).rejects.toThrow(
      /check/,
    );
  });
});

test("a change's value and an index adjustment", async () => {
  const change = { changed_on: "2026-01-01", ground: "small_value", description: "x" };
  expect((await post(changes, { ...change, value: MOST })).errors).toHaveProperty("value");
  const { id: of } = await add(admin(), "price_index", {
    ...{ tenant_id: owner.id, contract_id: id, series: "KPI", base_period: "2025", indexed_share: 100 },
  });
  for (const [period, value] of [
    ["2025", "0,0001"],
    ["2026", "99999999"],
  ])
    expect((await post(index, { what: "value", index: of, period: period!, value: value! })).status).toBe(
      302,
    );
  const adjustment = { what: "adjustment", index: of, period: "2026", applies_from: "2026-01-01" };
  expect((await post(index, { ...adjustment, old: MOST })).errors).toHaveProperty("old");
  expect((await post(index, { ...adjustment, old: "1000000000" })).errors).toHaveProperty("old");
  expect((await post(index, { ...adjustment, old: "10,00", claimed: MOST })).errors).toHaveProperty(
    "claimed",
  );
  expect((await post(index, { what: "value", index: of, period: "2027", value: "0,00001" })).status).toBe(
    422,
  );
});
