import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { errorCodes } from "../organisations/organisations.form.ts";
import { extensionForm, reopeningForm } from "../surveys/surveys.form.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import { lockSurvey, readReason, setSurvey } from "../surveys/surveys.server.ts";
import { type Check, interestFace, listInvitees, openCheck } from "./checks.server.ts";
import { decisionForm } from "./interest-checks.form.ts";
import { interestCheckPath } from "./interest-checks.paths.ts";
import { mayCoordinate } from "./interest-checks.policy.ts";
import { mayExtend, mayGo, type State } from "./interest-checks.rules.ts";
import { sendLetters } from "./letters.server.ts";
import { readResult } from "./results.server.ts";

const me = sql<string>`app.tenant()`;
/** What a coordinator does with a check: a state to go to, or more days in the one it is in. */
type Step = State | "extended";
type Outcome = { to: string } | { errors: Record<string, string>; typed: Record<string, string> };

function mayTake(from: State, step: Step): boolean {
  return step === "extended" ? mayExtend(from) : mayGo(from, step);
}

/**
 * A check of the own organisation with its row held, so that two steps wait for each other and replies wait for the step.
 * @throws NotFound for others' checks; Refused `step_not_possible` when it has gone elsewhere meanwhile
 */
async function lockForStep(door: Door, id: string, to: Step): Promise<Check> {
  const { db, tenant, actor, today, authorize } = door;
  const seen = await openCheck(door, id);
  if (seen.tenant_id !== tenant.id) throw new NotFound();
  authorize(mayCoordinate(actor, tenant, seen));
  await lockSurvey(db, interestFace, id);
  const check = await openCheck(door, id);
  if (!mayTake(stateOn(check, today), to)) throw new Refused("step_not_possible");
  return check;
}

/** What a page that asks before a step shows. */
export async function loadStep(door: Door, id: string, to: Step) {
  const { db, tenant, actor, today, authorize } = door;
  const check = await openCheck(door, id);
  if (check.tenant_id !== tenant.id) throw new NotFound();
  authorize(mayCoordinate(actor, tenant, check));
  return {
    slug: tenant.slug,
    check: { id, name: check.name, closes_on: check.closes_on, circle_name: check.circle_name },
    isPossible: mayTake(stateOn(check, today), to),
    invitees: (await listInvitees(db, id)).map(({ id: organisation, name }) => ({
      id: organisation,
      name,
      isSelf: organisation === tenant.id,
    })),
    isHidden: check.answers_hidden_until_close,
  };
}

/** A line of the coordinator's history; the step's name says what it became. */
function noteOf(check: Check, action: string, reason = "") {
  return { kind: "interest_check", id: check.id, name: check.name, action, ...(reason ? { reason } : {}) };
}

/** Sends a draft: from now on the circle reads it and questions are fixed. Whoever has left the circle meanwhile is not asked. */
export async function openInterestCheck(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, today, record } = door;
  const check = await lockForStep(door, id, "open");
  if (check.closes_on <= today) throw new Refused("closes_in_past");
  const { rows: gone } = await sql<{ id: string }>`
    delete from interest_invitee i where i.tenant_id = ${me} and i.check_id = ${id}
      and i.organisation_id not in (select app.circle_organisations(${check.circle_id}::uuid))
    returning i.organisation_id as id`.execute(db);
  const invitees = await listInvitees(db, id);
  if (!invitees.some((row) => row.id !== tenant.id)) throw new Refused("nobody_asked");
  await setSurvey(db, interestFace, check, { state: "open", opened_on: today });
  await record(noteOf(check, "sent"));
  await sendLetters(db, { check: id, kind: "asked", step: "1" });
  return { to: interestCheckPath(tenant.slug, id, gone.length > 0 ? "?saved=sent_some" : "?saved=sent") };
}

/** Closes before the last day, with a reason. */
export async function closeInterestCheck(door: Door, id: string): Promise<Outcome> {
  const read = readReason(door);
  const check = await lockForStep(door, id, "closed");
  if ("errors" in read) return read;
  await setSurvey(door.db, interestFace, check, {
    state: "closed",
    closed_on: door.today,
    first_closed_on: check.first_closed_on ?? door.today,
    state_reason: read.reason,
  });
  await door.record(noteOf(check, "closed", read.reason));
  return { to: interestCheckPath(door.tenant.slug, id, "?saved=closed") };
}

/** Takes an open check back; all who are asked are told why. */
export async function withdrawInterestCheck(door: Door, id: string): Promise<Outcome> {
  const read = readReason(door);
  const check = await lockForStep(door, id, "withdrawn");
  if ("errors" in read) return read;
  await setSurvey(door.db, interestFace, check, {
    state: "withdrawn",
    withdrawn_on: door.today,
    state_reason: read.reason,
  });
  await door.record(noteOf(check, "withdrawn", read.reason));
  await sendLetters(door.db, { check: id, kind: "withdrawn", step: "1" });
  return { to: interestCheckPath(door.tenant.slug, id, "?saved=withdrawn") };
}

/** Opens a closed check again. What is handed in from now on is marked: the answers may have been seen. */
export async function reopenInterestCheck(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, today, form, record } = door;
  const typed = { reason: String(form.get("reason") ?? ""), closes_on: String(form.get("closes_on") ?? "") };
  const read = reopeningForm(today).safeParse(typed);
  const check = await lockForStep(door, id, "open");
  if (check.state === "draft") throw new Refused("step_not_possible");
  if (!read.success) return { errors: errorCodes(read.error), typed };
  await setSurvey(db, interestFace, check, {
    state: "open",
    closes_on: read.data.closes_on,
    closed_on: null,
    first_closed_on: check.first_closed_on ?? check.closed_on ?? check.closes_on,
    state_reason: read.data.reason,
  });
  await record({
    ...noteOf(check, "reopened", read.data.reason),
    changes: [{ field: "closes_on", old: check.closes_on, new: read.data.closes_on }],
  });
  await sendLetters(db, { check: id, kind: "reopened", step: String(check.version) });
  return { to: interestCheckPath(tenant.slug, id, "?saved=reopened") };
}

/** Gives more days while it is open. Those who have not answered are told; replies that have come stay as they are. */
export async function extendInterestCheck(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, form, record } = door;
  const typed = { reason: String(form.get("reason") ?? ""), closes_on: String(form.get("closes_on") ?? "") };
  const check = await lockForStep(door, id, "extended");
  const read = extensionForm(check.closes_on).safeParse(typed);
  if (!read.success) return { errors: errorCodes(read.error), typed };
  const { closes_on, reason } = read.data;
  await setSurvey(db, interestFace, check, { closes_on });
  await record({
    ...noteOf(check, "extended", reason),
    changes: [{ field: "closes_on", old: check.closes_on, new: closes_on }],
  });
  await sendLetters(db, { check: id, kind: "extended", step: closes_on, reason });
  return { to: interestCheckPath(tenant.slug, id, "?saved=extended") };
}

/** The page on which a closed check is decided: the result and how far it is to the quorum. */
export async function loadDecision(door: Door, id: string) {
  const step = await loadStep(door, id, "decided");
  const result = await readResult(door, await openCheck(door, id));
  return { ...step, quorum: result.quorum, buckets: result.buckets };
}

/** Decides: a go needs the quorum, a no-go a reason. All who are asked are told. */
export async function decideInterestCheck(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, actor, today, form, record } = door;
  const fields = ["outcome", "reason", "authority_ref"];
  const typed = Object.fromEntries(fields.map((name) => [name, String(form.get(name) ?? "")]));
  const check = await lockForStep(door, id, "decided");
  const read = decisionForm.safeParse(typed);
  if (!read.success) return { errors: errorCodes(read.error), typed };
  const { quorum } = await readResult(door, check);
  if (read.data.outcome === "go" && !quorum.isReached)
    return { errors: { outcome: "quorum_not_reached" }, typed };
  await db
    .insertInto("interest_decision")
    .values({
      tenant_id: me,
      check_id: id,
      ...read.data,
      decided_on: today,
      decided_by_name: actor.name,
      counted: quorum.counted,
      quorum_min: quorum.needed,
    })
    .execute();
  await setSurvey(db, interestFace, check, {
    state: "decided",
    closed_on: check.closed_on ?? check.closes_on,
    first_closed_on: check.first_closed_on ?? check.closes_on,
  });
  await record(noteOf(check, `decided_${read.data.outcome}`, read.data.reason));
  await sendLetters(db, { check: id, kind: "decided", step: "1" });
  return { to: interestCheckPath(tenant.slug, id, "?saved=decided") };
}

/** Lets in somebody who put itself forward, or notes that a condition is met (or not any more). */
export async function changeParticipant(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, actor, today, form, authorize, record } = door;
  const check = await openCheck(door, id);
  if (check.tenant_id !== tenant.id) throw new NotFound();
  authorize(mayCoordinate(actor, tenant, check));
  await lockSurvey(db, interestFace, id);
  const state = stateOn(await openCheck(door, id), today);
  if (state !== "open" && state !== "closed") throw new Refused("step_not_possible");
  const organisation = String(form.get("organisation") ?? "");
  const result = await readResult(door, check);
  const row = result.rows.find((each) => each.id === organisation);
  const hidden = result.hiddenSelf.find((each) => each.id === organisation);
  if (!isUuid(organisation) || (!row && !hidden)) throw new NotFound();
  const name = row?.name ?? hidden!.name;
  const intent = form.get("intent");
  if (intent === "accept" && (hidden || row?.standing === "self")) {
    await db
      .insertInto("interest_invitee")
      .values({
        tenant_id: me,
        check_id: id,
        organisation_id: organisation,
        kind: "accepted",
        added_on: today,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await record({
      ...noteOf(check, "nomination_accepted"),
      changes: [{ field: "organisation", old: null, new: name }],
    });
    return { to: interestCheckPath(tenant.slug, id, "?saved=accepted") };
  }
  if (row?.bucket !== "conditional" || (intent !== "met" && intent !== "unmet"))
    return { to: interestCheckPath(tenant.slug, id) };
  await db
    .updateTable("interest_invitee")
    .set({ condition_met_on: intent === "met" ? today : null })
    .where("tenant_id", "=", me)
    .where("check_id", "=", id)
    .where("organisation_id", "=", organisation)
    .execute();
  await record({
    ...noteOf(check, intent === "met" ? "condition_met" : "condition_unmet"),
    changes: [{ field: "organisation", old: null, new: name }],
  });
  return { to: interestCheckPath(tenant.slug, id, `?saved=${intent}`) };
}
