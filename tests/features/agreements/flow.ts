import type { Pool } from "pg";
import { expect } from "vitest";
import * as pageRoute from "#app/routes/$tenant.agreements.$id.tsx";
import * as amendmentRoute from "#app/routes/$tenant.agreements.$id_.amendments.$amendment.tsx";
import * as amendmentStepRoute from "#app/routes/$tenant.agreements.$id_.amendments.$amendment_.$step.tsx";
import * as newAmendmentRoute from "#app/routes/$tenant.agreements.$id_.amendments.new.tsx";
import * as decisionRoute from "#app/routes/$tenant.agreements.$id_.decision.tsx";
import * as noticeRoute from "#app/routes/$tenant.agreements.$id_.notice.tsx";
import * as partRoute from "#app/routes/$tenant.agreements.$id_.parts.$part.tsx";
import * as stepRoute from "#app/routes/$tenant.agreements.$id_.steps.$step.tsx";
import * as newRoute from "#app/routes/$tenant.agreements.new.tsx";
import { callAction, callLoader } from "../../support/routes.ts";
import type { TestPerson, Town } from "../../support/towns.ts";

/** The day the tests play on. */
export const NOW = new Date("2026-11-20T09:00:00Z");

type Form = Record<string, string>;

/** Calls one page as the town's administrator, or somebody else. */
function at(town: Town, params: Record<string, string>, person: TestPerson = town.admin, now = NOW) {
  return { params: { tenant: town.slug, ...params }, cookie: person.cookie, now };
}

export const FIELDS: Form = {
  title: "Gemensam IT",
  number: "KS 2026/1",
  form: "contract",
  legal_ground: "KL 9 kap. 37 §",
  purpose: "En gemensam IT-avdelning",
  cooperation_id: "",
  starts_on: "2027-01-01",
  ends_on: "",
  is_open_ended: "1",
  renewal_kind: "none",
  renewal_length: "",
  renewal_unit: "",
  renewal_max_times: "",
  renewal_decide_length: "",
  renewal_decide_unit: "",
  notice_length: "12",
  notice_unit: "months",
  notice_anchor: "year_end",
  notice_form: "written",
  binding_until_on: "",
  admin_buffer_days: "",
  exit_basis: "equal",
  exit_rule: "",
};

/** A draft kept by a town. @returns its id */
export async function draft(town: Town, fields: Form = {}, now = NOW): Promise<string> {
  const answer = await callAction(newRoute.action, { ...FIELDS, ...fields }, at(town, {}, undefined, now));
  expect(answer.status).toBe(302);
  return /agreements\/([0-9a-f-]{36})/.exec(answer.headers.get("Location") ?? "")![1]!;
}

export function part(town: Town, id: string, name: string, form: Form, now = NOW) {
  return callAction(partRoute.action, form, at(town, { id, part: name }, undefined, now));
}
export function addParty(keeper: Town, id: string, party: Town, more: Form = {}, now = NOW) {
  const form = { organisation_id: party.id, role: "participant", joined_on: "2027-01-01", exit_percent: "" };
  return part(keeper, id, "parties", { ...form, ...more }, now);
}
export function addClause(
  keeper: Town,
  id: string,
  heading = "Ändamål",
  body = "Parterna driver IT tillsammans.",
) {
  return part(keeper, id, "clauses", { code: "purpose", heading, body });
}
export function step(town: Town, id: string, name: string, now = NOW) {
  return callAction(stepRoute.action, {}, at(town, { id, step: name }, undefined, now));
}
export const DECISION: Form = {
  kind: "agreement",
  organ: "council",
  organ_name: "Kommunfullmäktige",
  paragraph: "§ 112",
  decided_on: "2026-11-16",
  authority: "",
  document_url: "https://example.org/protokoll.pdf",
};
export function decide(town: Town, id: string, more: Form = {}, now = NOW) {
  return callAction(decisionRoute.action, { ...DECISION, ...more }, at(town, { id }, undefined, now));
}
export function giveNotice(town: Town, id: string, more: Form = {}, now = NOW) {
  const form = { ...DECISION, given_on: "2026-11-20", wanted_on: "", reason: "", ...more };
  return callAction(noticeRoute.action, form, at(town, { id }, undefined, now));
}
export function view(town: Town, id: string, person?: TestPerson, now = NOW) {
  return callLoader(pageRoute.loader, at(town, { id }, person, now));
}
/** Proposes an amendment; the terms stay as they are unless `form` says otherwise. */
export function proposeAmendment(town: Town, id: string, form: Form) {
  return callAction(newAmendmentRoute.action, { ...FIELDS, ...form }, at(town, { id }));
}
export function amendmentStep(town: Town, id: string, amendment: string, name: string, now = NOW) {
  return callAction(amendmentStepRoute.action, {}, at(town, { id, amendment, step: name }, undefined, now));
}
/** What a council's yes to an amendment looks like. */
export const APPROVAL: Form = {
  verdict: "approved",
  reason: "",
  organ: "council",
  organ_name: "KF",
  paragraph: "§ 5",
  decided_on: "2026-11-19",
  document_url: "https://example.org/5",
};
export function onAmendment(town: Town, id: string, amendment: string, form: Form) {
  return callAction(amendmentRoute.action, form, at(town, { id, amendment }));
}

/** Members of the agreement's cooperation, both halves of each. */
export async function members(admin: Pool, agreement: string) {
  const { rows } = await admin.query<{
    organisation_id: string;
    from_on: string;
    ended_on: string | null;
    joined_on: string;
    leaves_on: string | null;
  }>(
    `select m.organisation_id, m.from_on::text, m.ended_on::text, j.joined_on::text, j.leaves_on::text
     from agreement a join cooperation_member m on m.cooperation_id = a.cooperation_id
     left join cooperation_join j on j.cooperation_id = a.cooperation_id and j.tenant_id = m.organisation_id
     where a.id = $1`,
    [agreement],
  );
  return rows;
}

/** An agreement in force between towns; the first keeps it. */
export async function inForce(towns: Town[], fields: Form = {}): Promise<string> {
  const [keeper, ...others] = towns;
  const id = await draft(keeper!, { starts_on: "2026-01-01", ...fields });
  for (const each of others) await addParty(keeper!, id, each, { joined_on: "2026-01-01" });
  await addClause(keeper!, id);
  await step(keeper!, id, "sending");
  for (const each of towns) {
    expect((await decide(each, id)).status).toBe(302);
    if (fields.form === "joint_board") await decide(each, id, { kind: "reglemente" });
  }
  const answer = await step(keeper!, id, "force");
  expect(answer.status).toBe(302);
  return id;
}
