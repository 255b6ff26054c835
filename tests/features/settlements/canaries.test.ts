import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import { type TestPerson, type Town, town } from "../../support/towns.ts";
import { get, post, sentSettlement, step, YEAR } from "./support.ts";

/*
 * Every page, file and form of an agreement's money as those whom it does not concern, with a word of its own in every text. The routes
 * are read from the folder, so that a new one is walked from its first day.
 */
const admin = testDatabase();
const WORD = "Kanariefågel";
const routes = readdirSync(path.resolve(import.meta.dirname, "../../../app/routes"))
  .filter((file) => /^\$tenant\.(settlements|cost-keys)\./.test(file))
  .map((file) => file.slice("$tenant.".length));
const INDEX = "settlements._index.tsx";
/** Pages of those who keep the books; parties do not find them. */
const BOOKS =
  /year_\.(key|budget|budget_\.decision|budget_\.consultation|advances|removal|ledger|ledger_\.file|runs\._index|runs\.\$run_\.(step|invoices))\.tsx|decision\.tsx/;
/** For a party only: the one who keeps the agreement has no answer to give itself. */
const WORDS = /year_\.(budget_\.answer|figures)\.tsx/;

let host: Town;
let party: Town;
let nobody: Record<"outsider" | "former" | "supplier" | "unconfirmed" | "observer", Town>;
let id: string;
let key: string;

async function addParty(place: Town, role: string, { to = null as string | null, confirms = true }) {
  await admin().query(
    `insert into agreement_party (tenant_id, agreement_id, organisation_id, party_order, role, joined_on, leaves_on)
     select $1, $2, $3, max(party_order) + 1, $4, '2020-01-01', $5 from agreement_party where agreement_id = $2`,
    [host.id, id, place.id, role, to],
  );
  if (!confirms) return;
  await admin().query("alter table agreement_confirmation disable trigger guard");
  await admin().query(
    "insert into agreement_confirmation (tenant_id, owner_id, agreement_id, confirmed_on, by_name) values ($1, $2, $3, '2020-01-01', 'Test')",
    [place.id, host.id, id],
  );
  await admin().query("alter table agreement_confirmation enable trigger guard");
}

beforeAll(async () => {
  const made = await sentSettlement(admin());
  [host, party] = made.towns;
  ({ id, key } = made);
  const [outsider, former, unconfirmed, observer, supplier] = (await Promise.all([
    ...[1, 2, 3, 4].map(() => town(admin())),
    town(admin(), "supplier", "bolag"),
  ])) as [Town, Town, Town, Town, Town];
  nobody = { outsider, former, supplier, unconfirmed, observer };
  await addParty(former, "participant", { to: "2025-12-31" });
  await addParty(observer, "observer", {});
  await addParty(unconfirmed, "participant", { confirms: false });
  const inRun = { ...made.params, run: "1" };
  const remark = { body: `${WORD} synpunkt` };
  await post("settlements.$id.$year_.runs.$run_.remarks.tsx", remark, { of: party, params: inRun });
  for (const of of [host, party])
    await post(
      "settlements.$id.$year_.accounts.tsx",
      { result: "7400", result_name: `${WORD} ${of.slug}`, balance: "2990", balance_name: "Skuld" },
      { of, params: made.params },
    );
  // a word of its own in what is kept already, past what guards it
  await admin().query(`set session_replication_role = replica;
    update agreement set title = '${WORD} avtal' where id = '${id}';
    update cost_key set name = '${WORD} nyckel' where agreement_id = '${id}';
    update budget_line set text = '${WORD} budgetrad' where agreement_id = '${id}';
    update ledger_line set text = '${WORD} bokning' where agreement_id = '${id}';
    update advance set invoice_ref = '${WORD} faktura' where agreement_id = '${id}' and invoice_ref is not null;
    set session_replication_role = default`);
});

const paramsOf = (route: string): Record<string, string> =>
  route.startsWith("cost-keys") ? { id: key } : { id, year: String(YEAR), run: "1" };
const at = (of: Town, route: string, as?: TestPerson) => ({ of, as, params: paramsOf(route) });
const changes = async () =>
  (
    await admin().query(
      `select (select count(*) from change_event where object_id in ($1, $2)) as events,
         (select string_agg(state || version, ',') from settlement where agreement_id = $1) as runs,
         (select count(*) from budget_line where agreement_id = $1) as lines`,
      [id, key],
    )
  ).rows[0];
/** Fields of every form, so that what is refused is refused for who asks and not for what is missing. */
const FORM = {
  ...{
    to: "approved",
    text: "x",
    account: "6540",
    amount: "1",
    booked_on: "2026-02-02",
    body: "x",
    authority: "x",
  },
  ...{ decided_on: "2027-01-10", decided_by: "x", decision_ref: "x", intent: "reopen", reason: "x" },
  ...{ result: "7400", result_name: "x", balance: "2990", balance_name: "x", needed_by_on: "2027-06-01" },
};

test("there are pages, files and forms to walk", () => {
  expect(routes.length).toBeGreaterThanOrEqual(22);
});

describe.each(["outsider", "former", "supplier", "unconfirmed", "observer"] as const)("%s", (who) => {
  test("finds none of them, learns no word, and changes nothing", async () => {
    const before = await changes();
    for (const route of routes) {
      const answer = await get(route, at(nobody[who], route));
      const isOwnList = route === INDEX && who !== "supplier";
      expect([answer.status, route]).toEqual([isOwnList ? 200 : 404, route]);
      // whoever has been a party, or is asked to be one, may know the agreement's name, but not its money
      const words = (await answer.text()).replaceAll(`${WORD} avtal`, "");
      expect([words.includes(WORD), route]).toEqual([false, route]);
      if (!(await has(route, "action"))) continue;
      expect([(await post(route, FORM, at(nobody[who], route))).status, route]).toEqual([404, route]);
    }
    expect(await changes()).toEqual(before);
  });
});

async function has(route: string, name: "loader" | "action"): Promise<boolean> {
  return name in (await import(`../../../app/routes/$tenant.${route}`));
}

test("whoever is not signed in is sent to sign in, for reading and for writing", async () => {
  const before = await changes();
  for (const route of routes) {
    const module = await import(`../../../app/routes/$tenant.${route}`);
    const call = { cookie: "", params: { tenant: host.slug, ...paramsOf(route) }, url: "/x" };
    for (const answer of [
      module.loader && (await callLoader(module.loader, call)),
      module.action && (await callAction(module.action, FORM, call)),
    ])
      if (answer) {
        expect([answer.status, route]).toEqual([302, route]);
        expect(answer.headers.get("Location")).toMatch(/^\/login/);
      }
  }
  expect(await changes()).toEqual(before);
});

test("readers read what their organisation reads, and write nothing", async () => {
  const before = await changes();
  for (const of of [host, party]) {
    const reader = await of.person(["reader"]);
    for (const route of routes) {
      const read = await get(route, at(of, route, reader));
      const expected = BOOKS.test(route)
        ? [of === host ? 403 : 404]
        : WORDS.test(route)
          ? [403, 404]
          : [200, 403];
      expect([expected.includes(read.status), route, read.status]).toEqual([true, route, read.status]);
      if (await has(route, "action")) {
        const wrote = await post(route, FORM, at(of, route, reader));
        expect([[403, 404].includes(wrote.status), route, wrote.status]).toEqual([true, route, wrote.status]);
      }
    }
  }
  expect(await changes()).toEqual(before);
});

test("a party finds no page of the books, and learns neither bookings nor others' accounts", async () => {
  for (const route of routes) {
    const answer = await get(route, at(party, route));
    if (BOOKS.test(route)) expect([answer.status, route]).toEqual([404, route]);
    const words = await answer.text();
    expect([words.includes(`${WORD} bokning`), route]).toEqual([false, route]);
    expect([words.includes(`${WORD} ${host.slug}`), route]).toEqual([false, route]);
  }
  const own = await get(
    "settlements.$id.$year_.accounts.tsx",
    at(party, "settlements.$id.$year_.accounts.tsx"),
  );
  expect(await own.text()).toContain(`${WORD} ${party.slug}`);
  const year = await get("settlements.$id.$year.tsx", at(party, "settlements.$id.$year.tsx"));
  expect(await year.text()).toContain(`${WORD} budgetrad`);
});

test("a statement of somebody who is no party of the year is not found, and a settlement that is opened again is the host's own", async () => {
  for (const type of ["pdf", "csv"]) {
    const route = `settlements.$id.$year_.runs.$run_.statement[.]${type}.ts`;
    const query = `?party=${nobody.outsider.id}`;
    expect((await get(route, { ...at(host, route), query })).status).toBe(404);
  }
  const where = { of: host, params: { id, year: String(YEAR) } };
  await step(where, 1, { to: "open", reason: "Fel" });
  for (const route of routes.filter((each) => each.includes("$run")))
    expect([(await get(route, at(party, route))).status, route]).toEqual([404, route]);
});
