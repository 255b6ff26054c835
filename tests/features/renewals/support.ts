import type pg from "pg";
import {
  cooperation,
  type TestCooperation,
  type TestPerson,
  type Town,
  town,
  unique,
} from "../../support/towns.ts";
import { CLOSES, type Form, NOW, pagesOf } from "../surveys/pages.ts";

export { CLOSES, LATER, NOW } from "../surveys/pages.ts";
export const { get, post, done } = pagesOf("renewals");

export interface Pool {
  lead: Town;
  members: Town[];
  together: TestCooperation;
  agreement: string;
  item: string;
  successor: string;
}

/** Licence agreement with members and their rights, and a draft that can follow it. Rights of Luleå, Boden, Älvsbyn as in licences.md. */
export async function pool(
  admin: pg.Pool,
  { quantities = [1400, 450, 300], others = 0 }: { quantities?: number[]; others?: number } = {},
): Promise<Pool & { outside: Town[] }> {
  const lead = await town(admin);
  const members: Town[] = [];
  for (const _ of quantities) members.push(await town(admin));
  const outside: Town[] = [];
  for (let index = 0; index < others; index += 1) outside.push(await town(admin));
  const together = await cooperation(admin, [lead, ...members, ...outside]);
  const agreement = await licence(admin, lead, {
    starts_on: "2026-01-01",
    ends_on: "2026-12-31",
    state: "active",
  });
  const successor = await licence(admin, lead, {
    starts_on: "2027-01-01",
    ends_on: "2027-12-31",
    state: "draft",
  });
  const item = await admin.query(
    "insert into licence_item (tenant_id, agreement_id, name, metric) values ($1, $2, 'Kontorspaket', 'named_user') returning id",
    [lead.id, agreement],
  );
  const itemId: string = item.rows[0].id;
  for (const [from, price] of [
    [1, 60000],
    [500, 54000],
    [2000, 48000],
  ])
    await admin.query(
      "insert into price_tier (tenant_id, item_id, from_quantity, unit_price_minor, valid_from) values ($1, $2, $3, $4, '2026-01-01')",
      [lead.id, itemId, from, price],
    );
  for (const [index, member] of members.entries()) {
    await admin.query(
      `insert into licence_member (tenant_id, agreement_id, organisation_id, party_order, joined_on, member_confirmed_at)
       values ($1, $2, $3, $4, '2026-01-01', now())`,
      [lead.id, agreement, member.id, index + 1],
    );
    await admin.query(
      `insert into entitlement (tenant_id, agreement_id, item_id, organisation_id, quantity, valid_from, valid_to)
       values ($1, $2, $3, $4, $5, '2026-01-01', '2026-12-31')`,
      [lead.id, agreement, itemId, member.id, quantities[index]],
    );
  }
  return { lead, members, outside, together, agreement, item: itemId, successor };
}

async function licence(
  admin: pg.Pool,
  { id: tenant }: Town,
  { starts_on, ends_on, state }: { starts_on: string; ends_on: string; state: string },
): Promise<string> {
  const name = unique("Licensavtal");
  const contract = await admin.query("insert into contract (tenant_id, name) values ($1, $2) returning id", [
    tenant,
    name,
  ]);
  const made = await admin.query(
    `insert into licence_agreement (tenant_id, contract_id, name, starts_on, ends_on, state) values ($1, $2, $3, $4, $5, $6) returning id`,
    [tenant, contract.rows[0].id, name, starts_on, ends_on, state],
  );
  return made.rows[0].id;
}

/** The form of a survey as the page sends it. */
export function roundFields({ agreement, item, successor }: Pool, more: Form = {}): Form {
  return {
    agreement,
    name: unique("Förlängning"),
    kind: "renewal",
    item_id: item,
    quantity_unit: "användare",
    period_from: "2027-01-01",
    period_to: "2027-12-31",
    multi_year_to: "2029-12-31",
    successor,
    closes_on: CLOSES,
    guidance_existing: "",
    guidance_new: "",
    commitment: "binding",
    no_answer_means: "undecided",
    continues_basis: "",
    min_participants: "",
    min_quantity: "",
    circle: "",
    ...more,
  };
}

/** Makes a survey and, unless told otherwise, goes through its steps and sends it. @returns its id */
export async function ask(
  made: Pool & { outside?: Town[] },
  { more = {}, whom = made.members, sends = true }: { more?: Form; whom?: Town[]; sends?: boolean } = {},
): Promise<string> {
  const { lead } = made;
  const to = await done("new.tsx", roundFields(made, more), { of: lead });
  const id = /renewals\/([0-9a-f-]+)/.exec(to)![1]!;
  if (!sends) return id;
  await done("$id_.participants.tsx", { organisation: whom.map((each) => each.id) }, { of: lead, id });
  const { round, tiers } = await (await get("$id_.costs.tsx", { of: lead, id })).json();
  const rows = tiers.flatMap((tier: { from_quantity: number; unit_price_minor: number }, row: number) => [
    [`from_${row}`, String(tier.from_quantity)],
    [`price_${row}`, String(tier.unit_price_minor / 100)],
  ]);
  await done(
    "$id_.costs.tsx",
    { intent: "tiers", version: String(round.version), ...Object.fromEntries(rows) },
    { of: lead, id },
  );
  await done("$id_.readiness.ts", { intent: "ready" }, { of: lead, id });
  await done("$id_.opening.tsx", {}, { of: lead, id });
  return id;
}

/** The form of an answer as the page sends it. */
export function answerFields(more: Form = {}): Form {
  return {
    intent: "submit",
    seen: "0.0",
    answer: "yes",
    quantity: "100",
    comment: "",
    responder: "Kim Berg, IT-chef",
    authority_ref: "KS 2026-114",
    signer_email: "kim@example.invalid",
    registry_email: "registrator@example.invalid",
    invoice_address: "Box 1",
    ...more,
  };
}

/** Answers for a town, from what the page says is there. */
export async function answer(of: Town, id: string, more: Form = {}, now = NOW): Promise<Response> {
  const page = await get("$id_.answer.tsx", { of, id, now });
  const seen = page.status === 200 ? (await page.json()).data.seen : "0.0";
  return post("$id_.answer.tsx", answerFields({ seen, ...more }), { of, id, now });
}

/** What a town's page of the survey holds. */
export async function look(of: Town, id: string, { as, now }: { as?: TestPerson; now?: Date } = {}) {
  const response = await get("$id.tsx", { of, as, id, now });
  if (response.status !== 200) return response.status;
  return response.json();
}
