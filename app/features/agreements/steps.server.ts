import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { findCircleOf, insertCircle } from "../cooperations/circles.server.ts";
import { createCooperation } from "../cooperations/cooperations.server.ts";
import { cooperationsText } from "../cooperations/cooperations.text.ts";
import { agreementPath, agreementsPath, STEPS, type Step } from "./agreements.paths.ts";
import { mayBind } from "./agreements.policy.ts";
import { decidingParties, mayGo, withoutReglemente } from "./agreements.rules.ts";
import {
  type Agreement,
  findAgreement,
  listDecisions,
  listParties,
  openAsParty,
  openOwnAgreement,
  type Party,
  standing,
} from "./agreements.server.ts";
import { confirmParty } from "./decisions.server.ts";
import { setAgreement } from "./edit.server.ts";
import { refusalsIn } from "./posted.server.ts";
import { endByItself } from "./terms.rules.ts";
import { hashOfAgreement, keepVersion, readText } from "./texts.server.ts";
import { listWindDown } from "./wind-down.server.ts";
import { agreementWords } from "./words.text.ts";

/** What a step came to: where it led, or the sentence that says why not. */
export type StepOutcome = { to: string } | { refusal: string };

function isStep(step: string): step is Step {
  return STEPS.some((each) => each === step);
}

/** Steps that bind the organisation, or end that it is bound. */
const BINDING: readonly Step[] = ["force", "closing", "reopening", "end"];

async function openForStep(door: Door, id: string, step: Step): Promise<Agreement> {
  if (step === "confirmation") return (await openAsParty(door, id, mayBind(door.actor))).agreement;
  const agreement = await openOwnAgreement(door, id);
  if (BINDING.includes(step)) door.authorize(mayBind(door.actor));
  return agreement;
}

/** The page that asks before a step, with what stands in the way. */
export async function loadStep(door: Door, id: string, step: string, locale: Locale) {
  if (!isStep(step)) throw new NotFound();
  const agreement = await openForStep(door, id, step);
  return {
    slug: door.tenant.slug,
    step,
    agreement: {
      id,
      title: agreement.title,
      owner_name: agreement.owner_name,
      closes_on: step === "closing" ? endByItself(agreement, door.today) : agreement.closes_on,
    },
    parties: (await listParties(door.db, id)).map((party) => ({
      id: party.id,
      name: party.name,
      role: party.role,
    })),
    refusal: await problemOf(door, agreement, step, locale),
  };
}

/** Takes a step; the agreement's row is held, so that of two at once the later sees what the earlier did. */
export async function takeStep(door: Door, id: string, step: string, locale: Locale): Promise<StepOutcome> {
  if (!isStep(step)) throw new NotFound();
  const seen = await openForStep(door, id, step);
  if (seen.tenant_id === door.tenant.id)
    await door.db
      .selectFrom("agreement")
      .select("id")
      .where("tenant_id", "=", seen.tenant_id)
      .where("id", "=", id)
      .forUpdate()
      .execute();
  const agreement = await findAgreement(door.db, id);
  const refusal = await problemOf(door, agreement, step, locale);
  if (refusal) {
    door.unrecorded("nothing was written");
    return { refusal };
  }
  return { to: await TAKE[step](door, agreement, locale) };
}

const TAKE: Record<Step, (door: Door, agreement: Agreement, locale: Locale) => Promise<string>> = {
  sending: send,
  confirmation: confirm,
  force: putInForce,
  closing: close,
  reopening: reopen,
  circle: makeCircle,
  end,
  removal: removeDraft,
};

/** Why a step cannot be taken, in words; null when it can. */
async function problemOf(
  door: Door,
  agreement: Agreement,
  step: Step,
  locale: Locale,
): Promise<string | null> {
  const { db, today } = door;
  const r = refusalsIn(locale);
  const parties = await listParties(db, agreement.id);
  switch (step) {
    case "sending": {
      if (!mayGo(agreement.status, "negotiation")) return r.not_possible();
      if (decidingParties(parties, today).length < 2) return r.two_parties();
      return (await readText(db, agreement.id)).length === 0 ? r.no_text() : null;
    }
    case "force":
      return forceProblem(door, agreement, parties, locale);
    case "end":
      return endProblem(door, agreement, parties, locale);
    case "closing":
      if (agreement.status !== "in_force") return r.not_possible();
      return endByItself(agreement, today) ? null : r.no_end();
    case "reopening": {
      const { status, closes_on } = agreement;
      return status === "winding_down" && closes_on && closes_on >= today ? null : r.not_possible();
    }
    case "circle": {
      const isOpen = ["in_force", "winding_down"].includes(agreement.status) && agreement.cooperation_id;
      return isOpen && !(await findCircleOf(db, agreement.id)) ? null : r.no_cooperation();
    }
    case "removal":
      return agreement.status === "draft" ? null : r.not_possible();
    default: {
      const own = parties.find((party) => party.organisation_id === door.tenant.id);
      const isLate = agreement.tenant_id === door.tenant.id || own?.confirmed_on !== null;
      return isLate || agreement.status === "ended" ? r.not_possible() : null;
    }
  }
}

/** SAM-001, SAM-002: every council has decided on exactly this text, and adopted the reglemente of a joint board. */
async function forceProblem({ db, today }: Door, agreement: Agreement, parties: Party[], locale: Locale) {
  const r = refusalsIn(locale);
  if (!mayGo(agreement.status, "in_force")) return r.not_possible();
  if (!agreement.starts_on) return r.no_start();
  const decisions = await listDecisions(db, agreement.id);
  const hash = hashOfAgreement(agreement, await readText(db, agreement.id));
  const { decided, of, missing } = standing(parties, decisions, hash, today);
  if (missing.length > 0) return r["SAM-001"](decided, of, missing.map((party) => party.name).join(", "));
  const without = withoutReglemente(agreement.form, decidingParties(parties, today), decisions);
  return without[0] ? r["SAM-002"](without.map((party) => party.name).join(", ")) : null;
}

/** SAM-004: nothing is left of the wind-down, and the last day has passed. */
async function endProblem({ db, today }: Door, agreement: Agreement, parties: Party[], locale: Locale) {
  const r = refusalsIn(locale);
  if (!mayGo(agreement.status, "ended")) return r.not_possible();
  const open = (await listWindDown(db, agreement.id)).find((item) => item.done_on === null);
  if (open) return r["SAM-004"](textFor(agreementWords, locale).wind_down[open.code] ?? open.code);
  const last = parties
    .map((party) => party.leaves_on ?? "")
    .sort()
    .at(-1);
  return last && last >= today ? r.last_day_ahead(formatsFor(locale).day(last)) : null;
}

async function send({ db, tenant, today, record }: Door, agreement: Agreement): Promise<string> {
  await setAgreement(db, agreement, { status: "negotiation", sent_on: today });
  await record({ kind: "agreement", id: agreement.id, name: agreement.title, action: "sent" });
  return agreementPath(tenant.slug, agreement.id, "?saved=sent");
}

async function confirm(door: Door, agreement: Agreement): Promise<string> {
  await confirmParty(door, agreement);
  await door.record({ kind: "agreement", id: agreement.id, name: agreement.title, action: "confirmed" });
  return agreementPath(door.tenant.slug, agreement.id, "?saved=confirmed");
}

/**
 * Puts an agreement in force: its text becomes version 1, its parties are admitted, and membership of its cooperation follows
 * (docs/decisions/110-membership-follows-the-agreement.md).
 */
async function putInForce(door: Door, agreement: Agreement, locale: Locale): Promise<string> {
  const { db, tenant, actor, today, record } = door;
  const starts_on = agreement.starts_on ?? today;
  const cooperation_id =
    agreement.cooperation_id ??
    (await createCooperation(
      db,
      {
        name: agreement.title.slice(0, 200),
        description: "",
        everyone: textFor(cooperationsText, locale).everyone,
      },
      { today, record, accountId: actor.accountId },
    ));
  const number = await keepVersion(db, agreement, {
    text: await readText(db, agreement.id),
    effective_on: starts_on,
  });
  await setAgreement(db, agreement, {
    status: "in_force",
    in_force_on: today,
    cooperation_id,
    text_version: number,
  });
  await db
    .updateTable("agreement_party")
    .set({ admitted_on: today })
    .where("tenant_id", "=", agreement.tenant_id)
    .where("agreement_id", "=", agreement.id)
    .where("admitted_on", "is", null)
    .execute();
  // a cooperation that was there may have other members: the parties get a circle of their own
  if (agreement.cooperation_id) await makeCircle(door, { ...agreement, cooperation_id });
  await record({
    kind: "agreement",
    id: agreement.id,
    name: agreement.title,
    action: "put_in_force",
    changes: [{ field: "starts_on", old: null, new: starts_on }],
  });
  return agreementPath(tenant.slug, agreement.id, "?saved=force");
}

/** The agreement runs out: the database gives every party its last day and its wind-down list. */
async function close({ db, tenant, today, record }: Door, agreement: Agreement): Promise<string> {
  const closes_on = endByItself(agreement, today);
  await setAgreement(db, agreement, { closes_on });
  await record({
    kind: "agreement",
    id: agreement.id,
    name: agreement.title,
    action: "updated",
    changes: [{ field: "closes_on", old: null, new: closes_on }],
  });
  return agreementPath(tenant.slug, agreement.id, "?saved=closing");
}

async function reopen({ db, tenant, record }: Door, agreement: Agreement): Promise<string> {
  await setAgreement(db, agreement, { closes_on: null });
  await record({
    kind: "agreement",
    id: agreement.id,
    name: agreement.title,
    action: "reopened",
    changes: [{ field: "closes_on", old: agreement.closes_on, new: null }],
  });
  return agreementPath(tenant.slug, agreement.id, "?saved=reopening");
}

/** The circle of the parties: the database keeps its members. */
async function makeCircle({ db, tenant, record }: Door, agreement: Agreement): Promise<string> {
  await insertCircle(
    db,
    {
      cooperationId: agreement.cooperation_id!,
      name: agreement.title.slice(0, 200),
      agreementId: agreement.id,
    },
    record,
  );
  return agreementPath(tenant.slug, agreement.id, "?saved=circle");
}

async function end({ db, tenant, today, record }: Door, agreement: Agreement): Promise<string> {
  await setAgreement(db, agreement, { status: "ended", ended_on: today });
  await record({ kind: "agreement", id: agreement.id, name: agreement.title, action: "ended" });
  return agreementPath(tenant.slug, agreement.id, "?saved=ended");
}

/** Deletes a draft that nobody else has seen. @throws Refused when it has been sent meanwhile */
async function removeDraft({ db, tenant, record }: Door, agreement: Agreement): Promise<string> {
  const gone = await db
    .deleteFrom("agreement")
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", agreement.id)
    .where("status", "=", "draft")
    .returning("id")
    .executeTakeFirst();
  if (!gone) throw new Refused("changed_meanwhile");
  await record({ kind: "agreement", id: agreement.id, name: agreement.title, action: "deleted" });
  return agreementsPath(tenant.slug);
}
