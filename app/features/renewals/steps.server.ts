import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { defaultLocale, textFor } from "../../text/text.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { errorCodes } from "../organisations/organisations.form.ts";
import { reasonForm, reopeningForm } from "../surveys/surveys.form.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import { lockSurvey, readReason, setSurvey } from "../surveys/surveys.server.ts";
import { sendRenewalLetters } from "./letters.server.ts";
import { placementForm } from "./renewals.form.ts";
import { renewalPath } from "./renewals.paths.ts";
import { BUCKETS, mayGo, missingForReady, type State } from "./renewals.rules.ts";
import { resultText } from "./result.text.ts";
import { readResult } from "./results.server.ts";
import { listInvitees, openOwnRound, type Round, renewalFace } from "./rounds.server.ts";

const me = sql<string>`app.tenant()`;
type Outcome = { to: string } | { errors: Record<string, string>; typed: Record<string, string> };

/**
 * A survey of the own organisation with its row held, so that two steps wait for each other and answers wait for the step.
 * @throws NotFound for others' surveys; Refused `step_not_possible` when it has gone elsewhere meanwhile
 */
async function lockForStep(door: Door, id: string, to: State): Promise<Round> {
  await openOwnRound(door, id);
  await lockSurvey(door.db, renewalFace, id);
  const round = await openOwnRound(door, id);
  if (!mayGo(stateOn(round, door.today), to)) throw new Refused("step_not_possible");
  return round;
}

/** What a page that asks before a step shows. */
export async function loadStep(door: Door, id: string, to: State) {
  const round = await openOwnRound(door, id);
  return {
    slug: door.tenant.slug,
    round: { id, name: round.name, closes_on: round.closes_on },
    isPossible: mayGo(stateOn(round, door.today), to),
    invitees: (await listInvitees(door.db, id)).map(({ id: organisation, name }) => ({
      id: organisation,
      name,
    })),
  };
}

/** A line of the coordinator's history; the step's name says what it became. */
function noteOf(round: Round, action: string, reason = "") {
  return { kind: "renewal_round", id: round.id, name: round.name, action, ...(reason ? { reason } : {}) };
}

/** Marks a draft as ready, or makes it a draft again: what the form's `intent` says. @throws Refused naming what is missing */
export async function changeReadiness(door: Door, id: string): Promise<string> {
  const { db, tenant, form, record } = door;
  const to = form.get("intent") === "draft" ? "draft" : "ready";
  const round = await lockForStep(door, id, to);
  if (to === "ready") {
    const [missing] = missingForReady(round);
    if (missing) throw new Refused("not_ready", { missing });
  }
  await setSurvey(db, renewalFace, round, { state: to });
  await record(noteOf(round, to === "ready" ? "marked_ready" : "back_to_draft"));
  return renewalPath(tenant.slug, id, `?saved=${to}`);
}

/** Sends it: from now on those who are asked read it, and questions and prices are fixed. */
export async function openSurvey(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, today, record } = door;
  const round = await lockForStep(door, id, "open");
  if (round.state !== "ready") throw new Refused("step_not_possible");
  if (round.closes_on <= today) throw new Refused("closes_in_past");
  if ((await listInvitees(db, id)).length === 0) throw new Refused("nobody_asked");
  await setSurvey(db, renewalFace, round, { state: "open", opened_on: today });
  await record(noteOf(round, "sent"));
  await sendRenewalLetters(db, { survey: id, kind: "asked", step: "1" });
  return { to: renewalPath(tenant.slug, id, "?saved=sent") };
}

/** Closes before the last day, with a reason. */
export async function closeSurvey(door: Door, id: string): Promise<Outcome> {
  const read = readReason(door);
  const round = await lockForStep(door, id, "closed");
  if ("errors" in read) return read;
  await setSurvey(door.db, renewalFace, round, {
    state: "closed",
    closed_on: door.today,
    first_closed_on: round.first_closed_on ?? door.today,
    state_reason: read.reason,
  });
  await door.record(noteOf(round, "closed", read.reason));
  return { to: renewalPath(door.tenant.slug, id, "?saved=closed") };
}

/** Takes it back; all who are asked are told why. */
export async function withdrawSurvey(door: Door, id: string): Promise<Outcome> {
  const read = readReason(door);
  const round = await lockForStep(door, id, "withdrawn");
  if ("errors" in read) return read;
  await setSurvey(door.db, renewalFace, round, {
    state: "withdrawn",
    withdrawn_on: door.today,
    state_reason: read.reason,
  });
  await door.record(noteOf(round, "withdrawn", read.reason));
  await sendRenewalLetters(door.db, { survey: id, kind: "withdrawn", step: "1" });
  return { to: renewalPath(door.tenant.slug, id, "?saved=withdrawn") };
}

/** Opens a closed survey again. A yes that is handed in from now on is a late one. */
export async function reopenSurvey(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, today, form, record } = door;
  const typed = { reason: String(form.get("reason") ?? ""), closes_on: String(form.get("closes_on") ?? "") };
  const read = reopeningForm(today).safeParse(typed);
  const round = await lockForStep(door, id, "open");
  if (round.state === "draft" || round.state === "ready") throw new Refused("step_not_possible");
  if (!read.success) return { errors: errorCodes(read.error), typed };
  await setSurvey(db, renewalFace, round, {
    state: "open",
    closes_on: read.data.closes_on,
    closed_on: null,
    first_closed_on: round.first_closed_on ?? round.closed_on ?? round.closes_on,
    state_reason: read.data.reason,
  });
  await record({
    ...noteOf(round, "reopened", read.data.reason),
    changes: [{ field: "closes_on", old: round.closes_on, new: read.data.closes_on }],
  });
  await sendRenewalLetters(db, { survey: id, kind: "reopened", step: String(round.version) });
  return { to: renewalPath(tenant.slug, id, "?saved=reopened") };
}

/** From a closed survey to the coordinator's work in groups. */
export async function startEvaluation(door: Door, id: string): Promise<string> {
  const round = await lockForStep(door, id, "in_evaluation");
  await setSurvey(door.db, renewalFace, round, {
    state: "in_evaluation",
    closed_on: round.closed_on ?? round.closes_on,
    first_closed_on: round.first_closed_on ?? round.closes_on,
  });
  await door.record(noteOf(round, "evaluation_started"));
  return renewalPath(door.tenant.slug, id, "?saved=evaluating");
}

/** The page on which a survey is completed: who is not settled, and whether anybody has been carried over. */
export async function loadCompletion(door: Door, id: string) {
  const step = await loadStep(door, id, "completed");
  const { unsettled, transfers } = await readResult(door, await openOwnRound(door, id));
  return { ...step, unsettled, transfers: transfers.length };
}

/** Completes: everybody stands in a final group, and somebody has been carried over or it is said why not. */
export async function completeSurvey(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, today, form, record } = door;
  const typed = { reason: String(form.get("reason") ?? "") };
  const round = await lockForStep(door, id, "completed");
  const { unsettled, transfers } = await readResult(door, round);
  if (unsettled.length > 0) return { errors: { "": "unsettled" }, typed };
  const read = reasonForm.safeParse(typed);
  if (transfers.length === 0 && !read.success) return { errors: { reason: "no_transfer_reason" }, typed };
  const reason = transfers.length === 0 && read.success ? read.data.reason : null;
  await setSurvey(db, renewalFace, round, {
    state: "completed",
    completed_on: today,
    no_transfer_reason: reason,
  });
  await record(noteOf(round, "completed", reason ?? ""));
  await sendRenewalLetters(db, { survey: id, kind: "completed", step: "1" });
  return { to: renewalPath(tenant.slug, id, "?saved=completed") };
}

/** The page on which one organisation is moved to another group. */
export async function loadPlacement(door: Door, id: string, search: URLSearchParams) {
  const round = await openOwnRound(door, id);
  const { rows } = await readResult(door, round);
  const row = rows.find((each) => each.id === search.get("organisation"));
  if (!row) throw new NotFound();
  return {
    slug: door.tenant.slug,
    round: { id, name: round.name },
    organisation: { id: row.id, name: row.name },
    answeredBucket: row.answeredBucket,
    placed: row.placed,
    buckets: BUCKETS.filter((bucket) => bucket !== "no_answer"),
    isPossible: stateOn(round, door.today) === "in_evaluation" && !row.isTransferred,
  };
}

/** Moves an organisation to a group by hand, or back to where its answer puts it; always with a reason. */
export async function placeByHand(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, actor, form, record } = door;
  const typed = {
    organisation: String(form.get("organisation") ?? ""),
    bucket: String(form.get("bucket") ?? ""),
    reason: String(form.get("reason") ?? ""),
  };
  const round = await lockForStep(door, id, "completed");
  const read = placementForm.safeParse(typed);
  if (!read.success) return { errors: errorCodes(read.error), typed };
  const { organisation, bucket, reason } = read.data;
  const row = (await readResult(door, round)).rows.find((each) => each.id === organisation);
  if (!row) throw new NotFound();
  if (row.isTransferred) throw new Refused("already_transferred");
  await db
    .deleteFrom("renewal_placement")
    .where("tenant_id", "=", me)
    .where("round_id", "=", id)
    .where("organisation_id", "=", organisation)
    .execute();
  if (bucket)
    await db
      .insertInto("renewal_placement")
      .values({
        tenant_id: me,
        round_id: id,
        organisation_id: organisation,
        bucket,
        reason,
        by_name: actor.name,
      })
      .execute();
  await setSurvey(db, renewalFace, round, {});
  const words = textFor(resultText, defaultLocale).buckets;
  await record({
    ...noteOf(round, "placed", reason),
    changes: [
      {
        field: "bucket",
        old: `${row.name}: ${words[row.bucket]}`,
        new: `${row.name}: ${words[bucket ?? row.answeredBucket]}`,
      },
    ],
  });
  return { to: renewalPath(tenant.slug, id, "?saved=placed") };
}

/** Lets in somebody who put itself forward. */
export async function acceptNomination(door: Door, id: string): Promise<string> {
  const { db, tenant, form, record } = door;
  await openOwnRound(door, id);
  await lockSurvey(db, renewalFace, id);
  const round = await openOwnRound(door, id);
  if (!["open", "closed", "in_evaluation"].includes(stateOn(round, door.today)))
    throw new Refused("step_not_possible");
  const organisation = String(form.get("organisation") ?? "");
  const row = (await readResult(door, round)).rows.find((each) => each.id === organisation);
  if (!isUuid(organisation) || row?.standing !== "self") throw new NotFound();
  await db
    .insertInto("renewal_invitee")
    .values({ tenant_id: me, round_id: id, organisation_id: organisation, kind: "accepted" })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await record({
    ...noteOf(round, "nomination_accepted"),
    changes: [{ field: "organisation", old: null, new: row.name }],
  });
  return renewalPath(tenant.slug, id, "?saved=accepted");
}
