import type { LoaderFunctionArgs } from "@remix-run/node";
import type pg from "pg";
import { callAction, callLoader } from "../../support/routes.ts";
import { type TestPerson, type Town, town, unique } from "../../support/towns.ts";

/** The year that is settled, and a day after it. */
export const YEAR = 2026;
export const NOW = new Date("2027-01-20T09:00:00Z");
export const LATER = new Date("2027-03-01T09:00:00Z");

type Handler = (args: LoaderFunctionArgs) => unknown;
type Form = Record<string, string | string[]>;
interface Where {
  of: Town;
  as?: TestPerson;
  params?: Record<string, string>;
  query?: string;
  now?: Date;
}

async function module(route: string): Promise<{ loader?: Handler; action?: Handler }> {
  return import(`../../../app/routes/$tenant.${route}`);
}

/** Calls a page; `route` is the file's name after "$tenant.". */
export async function get(route: string, { of, as = of.admin, params = {}, query = "", now = NOW }: Where) {
  const { loader } = await module(route);
  return callLoader(loader!, {
    cookie: as.cookie,
    params: { tenant: of.slug, ...params },
    url: `/x${query}`,
    now,
  });
}

export async function post(
  route: string,
  form: Form | FormData,
  { of, as = of.admin, params = {}, query = "", now = NOW }: Where,
) {
  const { action } = await module(route);
  return callAction(action!, form, {
    cookie: as.cookie,
    params: { tenant: of.slug, ...params },
    url: `/x${query}`,
    now,
  });
}

/** A party of an agreement: a town with its inhabitants and days. */
export interface Party {
  town: Town;
  from?: string;
  to?: string | null;
}

/** An agreement in force that the first party keeps, confirmed by all. @returns its id */
export async function agreement(admin: pg.Pool, parties: readonly Party[]): Promise<string> {
  const host = parties[0]!.town;
  const made = await admin.query(
    `insert into agreement (tenant_id, number, title, form, status, starts_on, is_open_ended, in_force_on)
     values ($1, $2, $3, 'contract', 'in_force', '2020-01-01', true, '2020-01-01') returning id`,
    [host.id, unique("S"), unique("Gemensam IT")],
  );
  const id: string = made.rows[0].id;
  for (const [index, { town: party, from = "2020-01-01", to = null }] of parties.entries()) {
    await admin.query(
      `insert into agreement_party (tenant_id, agreement_id, organisation_id, party_order, role, joined_on, leaves_on)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [host.id, id, party.id, index + 1, index === 0 ? "host" : "participant", from, to],
    );
    if (index > 0) await admin.query("alter table agreement_confirmation disable trigger guard");
    if (index > 0)
      await admin.query(
        "insert into agreement_confirmation (tenant_id, owner_id, agreement_id, confirmed_on, by_name) values ($1, $2, $3, '2020-01-01', 'Test')",
        [party.id, host.id, id],
      );
    if (index > 0) await admin.query("alter table agreement_confirmation enable trigger guard");
  }
  return id;
}

/** Luleå, Boden and Älvsbyn of the vectors, with their round test figures. */
export async function three(admin: pg.Pool): Promise<{ towns: [Town, Town, Town]; id: string }> {
  const towns: [Town, Town, Town] = [await town(admin), await town(admin), await town(admin)];
  for (const [index, inhabitants] of [79_000, 28_500, 8_000].entries())
    await admin.query(
      "insert into population (organisation_id, counted_on, inhabitants, source) values ($1, '2025-11-01', $2, 'SCB')",
      [towns[index]!.id, inhabitants],
    );
  return {
    towns,
    id: await agreement(
      admin,
      towns.map((each) => ({ town: each })),
    ),
  };
}

/** What the form of a key by inhabitants carries. */
export const KEY: Form = {
  intent: "save",
  seen: "0",
  name: "2026",
  kind: "inhabitants",
  rounding: "once",
  total: "1000000",
};

/** A year with a decided key by inhabitants, a budget of a million and its advances invoiced. */
export async function budgetYear(admin: pg.Pool) {
  const { towns, id } = await three(admin);
  const of = towns[0];
  const params = { id, year: String(YEAR) };
  const at = { of, params };
  const saved = await post("settlements.$id.$year_.key.tsx", KEY, at);
  const key = /cost-keys\/([^?]+)/.exec(saved.headers.get("Location") ?? "")![1]!;
  const decision = { decided_on: "2026-01-10", decided_by: "Kommunstyrelsen", decision_ref: "§ 12" };
  await post("cost-keys.$id_.decision.tsx", decision, { of, params: { id: key } });
  const line = { text: "Gemensam drift", account: "6540", amount: "1 000 000" };
  await post("settlements.$id.$year_.budget.tsx", line, at);
  await post("settlements.$id.$year_.budget_.decision.tsx", decision, at);
  await post("settlements.$id.$year_.advances.tsx", { intent: "work_out" }, at);
  const { rows } = await admin.query(
    "select id from advance where agreement_id = $1 and organisation_id <> $2 order by id",
    [id, of.id],
  );
  const invoices = Object.fromEntries(
    rows.flatMap((row, index) => [
      [`invoice_${row.id}`, `F${index}`],
      [`seen_${row.id}`, ""],
    ]),
  );
  await post("settlements.$id.$year_.advances.tsx", { intent: "invoices", ...invoices }, at);
  return { towns, id, key, at, params };
}

/** One booking of the year. */
export function book(at: Where, amount: string, text = "Utfall") {
  return post(
    "settlements.$id.$year_.ledger.tsx",
    { booked_on: "2026-06-30", account: "6540", text, amount },
    at,
  );
}

/** Takes a run one step on. */
export function step(at: Where, run: number, form: Form) {
  return post("settlements.$id.$year_.runs.$run_.step.tsx", form, {
    ...at,
    params: { ...at.params, run: String(run) },
  });
}

/** A settlement taken as far as being sent. */
export async function sentSettlement(admin: pg.Pool) {
  const made = await budgetYear(admin);
  await book(made.at, "1 083 417,35");
  await post("settlements.$id.$year_.runs._index.tsx", {}, made.at);
  await step(made.at, 1, { to: "preliminary", complete: "on" });
  await step(made.at, 1, { to: "sent", remarks_until: "2027-02-10" });
  return made;
}
