import type { LoaderFunctionArgs } from "@remix-run/node";
import type pg from "pg";
import { expect } from "vitest";
import { refusalsText } from "#app/features/licences/refusals.text.ts";
import { callAction, callLoader } from "../../support/routes.ts";
import {
  cooperation,
  type TestCooperation,
  type TestPerson,
  type Town,
  town,
  unique,
} from "../../support/towns.ts";

export const NOW = new Date("2026-11-20T09:00:00Z");

type Handler = (args: LoaderFunctionArgs) => unknown;
type Form = Record<string, string | string[]>;

async function module(part: string): Promise<{ loader?: Handler; action?: Handler }> {
  return import(`../../../app/routes/$tenant.licences.${part}`);
}

interface Asking {
  of: Town;
  as?: TestPerson;
  at?: Record<string, string>;
  query?: string;
  now?: Date;
}

/** Calls a page of licences as somebody. `part` is the end of the route's file name. */
export async function get(part: string, { of, as = of.admin, at = {}, query = "", now = NOW }: Asking) {
  const { loader } = await module(part);
  return callLoader(loader!, {
    cookie: as.cookie,
    params: { tenant: of.slug, ...at },
    url: `/x${query}`,
    now,
  });
}

export async function post(
  part: string,
  form: Form,
  { of, as = of.admin, at = {}, query = "", now = NOW }: Asking,
) {
  const { action } = await module(part);
  return callAction(action!, form, {
    cookie: as.cookie,
    params: { tenant: of.slug, ...at },
    url: `/x${query}`,
    now,
  });
}

/** An agreement of the example in licences.md: a coordinator with members, one item, its rights and counts. */
export interface World {
  lead: Town;
  members: Town[];
  together: TestCooperation;
  agreement: string;
  item: string;
  contract: string;
}

export const RIGHTS = [1400, 450, 300];
export const USED = [1460, 430, 310];

/** Luleå (coordinator and member), Boden and Älvsbyn with what they have a right to and use; everything bought is distributed. */
export async function world(
  admin: pg.Pool,
  { rights = RIGHTS, used = USED as (number | null)[], more = {} as Record<string, unknown>, extra = 0 } = {},
): Promise<World> {
  const towns: Town[] = [];
  for (const _ of rights) towns.push(await town(admin));
  const lead = towns[0]!;
  const together = await cooperation(admin, towns);
  const contract = await id(
    admin,
    "insert into contract (tenant_id, name, type) values ($1, $2, 'licence') returning id",
    [lead.id, unique("Licensavtal")],
  );
  const terms = {
    lending_allowed: true,
    lending_basis: "§ 7",
    overuse_rule: "block",
    state: "active",
    count_interval_days: 300,
    ...more,
  };
  const agreement = await id(
    admin,
    `insert into licence_agreement (tenant_id, contract_id, name, starts_on, ${Object.keys(terms).join(", ")})
     values ($1, $2, $3, '2026-01-01', ${Object.keys(terms)
       .map((_, i) => `$${i + 4}`)
       .join(", ")}) returning id`,
    [lead.id, contract, unique("Kontorspaket"), ...Object.values(terms)],
  );
  const item = await id(
    admin,
    "insert into licence_item (tenant_id, agreement_id, name, metric) values ($1, $2, 'E3', 'named_user') returning id",
    [lead.id, agreement],
  );
  for (const [from, price] of [
    [1, 600_00],
    [500, 540_00],
    [2000, 480_00],
  ])
    await admin.query(
      "insert into price_tier (tenant_id, item_id, from_quantity, unit_price_minor, valid_from) values ($1, $2, $3, $4, '2026-01-01')",
      [lead.id, item, from, price],
    );
  await admin.query(
    "insert into licence_purchase (tenant_id, item_id, quantity, bought_on, valid_from) values ($1, $2, $3, '2026-01-01', '2026-01-01')",
    [lead.id, item, rights.reduce((a, b) => a + b, 0) + extra],
  );
  for (const [index, each] of towns.entries()) {
    await admin.query(
      `insert into licence_member (tenant_id, agreement_id, organisation_id, party_order, joined_on, member_confirmed_at)
       values ($1, $2, $3, $4, '2026-01-01', now())`,
      [lead.id, agreement, each.id, index + 1],
    );
    await admin.query(
      `insert into entitlement (tenant_id, agreement_id, item_id, organisation_id, quantity, valid_from)
       values ($1, $2, $3, $4, $5, '2026-01-01')`,
      [lead.id, agreement, item, each.id, rights[index]],
    );
    if (used[index] !== null && used[index] !== undefined)
      await admin.query(
        `insert into usage_count (tenant_id, coordinator_id, agreement_id, item_id, organisation_id, quantity, counted_on, source, confirmed_by)
         values ($1, $2, $3, $4, $1, $5, '2026-06-01', 'manual', 'Kim')`,
        [each.id, lead.id, agreement, item, used[index]],
      );
  }
  return { lead, members: towns, together, agreement, item, contract };
}

export async function id(admin: pg.Pool, text: string, values: unknown[]): Promise<string> {
  return (await admin.query(text, values)).rows[0].id;
}

export const at = ({ agreement, item }: World) => ({ id: agreement, item });

/** What a town's page of the item holds, or the status of the answer. */
export async function lookAtItem(of: Town, w: World, { as, now, query }: Partial<Asking> = {}) {
  const response = await get("$id_.items.$item.tsx", { of, as, at: at(w), now, query });
  return response.status === 200 ? (await response.json()).data : response.status;
}

/** The form of a proposed loan as the page sends it. */
export function loanFields(other: Town, more: Form = {}): Form {
  return {
    direction: "lend",
    other: other.id,
    quantity: "20",
    from_on: "2026-12-01",
    to_on: "2027-06-30",
    price_basis: "at_cost",
    ...more,
  };
}

/** Proposes a loan. @returns its id, or the answer's status and body */
export async function propose(of: Town, other: Town, w: World, more: Form = {}) {
  const made = await post("$id_.items.$item_.loans.new.tsx", loanFields(other, more), { of, at: at(w) });
  const loan = /loans\/([0-9a-f-]{36})/.exec(made.headers.get("Location") ?? "")?.[1];
  if (!loan) throw new Error(`${made.status}: ${await made.text()}`);
  return loan;
}

/** Takes a step of a loan from what its page says. */
export async function step(
  of: Town,
  loan: string,
  intent: string,
  more: Form = {},
  now = NOW,
): Promise<Response> {
  const page = await get("loans.$loan.tsx", { of, at: { loan }, now });
  const version = page.status === 200 ? String((await page.json()).data.loan.version) : "1";
  return post("loans.$loan.tsx", { intent, version, ...more }, { of, at: { loan }, now });
}

/** The sentence that the page shows for the refusal in an answer. */
export async function sentence(answer: Response): Promise<string> {
  expect(answer.status).toBe(422);
  const { errors, refusal } = await answer.json();
  const code = Object.values(errors as Record<string, string>)[0]!;
  return refusalsText.sv.rules[code]!(refusal ?? {});
}

/** What the organisation's history says was done with the agreement. */
export async function actions(admin: pg.Pool, town: Town, w: World): Promise<string[]> {
  const { rows } = await admin.query(
    "select action from change_event where tenant_id = $1 and object_id = $2 order by at, id",
    [town.id, w.agreement],
  );
  return rows.map((row) => row.action);
}
