import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { defaultLocale, textFor } from "../../text/text.ts";
import { errorCodes } from "../organisations/organisations.form.ts";
import {
  closedColumns,
  letIn,
  loadStep,
  lockForStep,
  lockOwn,
  namedIn,
  noteOf,
  type Outcome,
  openForAnswers,
} from "../surveys/steps.server.ts";
import { reasonForm } from "../surveys/surveys.form.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import { listInvitees, openOwnSurvey, setSurvey } from "../surveys/surveys.server.ts";
import { roundCourse } from "./course.server.ts";
import { listDepartures, writeDepartures } from "./departures.server.ts";
import { sendRenewalLetters } from "./letters.server.ts";
import { placementForm } from "./renewals.form.ts";
import { renewalPath } from "./renewals.paths.ts";
import { BUCKETS, missingForReady } from "./renewals.rules.ts";
import { resultText } from "./result.text.ts";
import { readResult } from "./results.server.ts";

const me = sql<string>`app.tenant()`;
const { face } = roundCourse;

/** Marks a draft as ready, or makes it a draft again: what the form's `intent` says. @throws Refused naming what is missing */
export async function changeReadiness(door: Door, id: string): Promise<string> {
  const { db, tenant, form, record } = door;
  const to = form.get("intent") === "draft" ? "draft" : "ready";
  const round = await lockForStep(door, roundCourse, { id, step: to });
  if (to === "ready") {
    const [missing] = missingForReady(round);
    if (missing) throw new Refused("not_ready", { missing });
  }
  await setSurvey(db, face, round, { state: to });
  await record(noteOf(roundCourse, round, { action: to === "ready" ? "marked_ready" : "back_to_draft" }));
  return renewalPath(tenant.slug, id, `?saved=${to}`);
}

/** Sends it: from now on those who are asked read it, and questions and prices are fixed. */
export async function sendRound(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, today } = door;
  const round = await lockForStep(door, roundCourse, { id, step: "open" });
  if (round.state !== "ready") throw new Refused("step_not_possible");
  if (round.closes_on <= today) throw new Refused("closes_in_past");
  if ((await listInvitees(db, face, id)).length === 0) throw new Refused("nobody_asked");
  await openForAnswers(door, roundCourse, round);
  await sendRenewalLetters(db, { survey: id, kind: "asked", step: "1" });
  return { to: renewalPath(tenant.slug, id, "?saved=sent") };
}

/** From a closed survey to the coordinator's work in groups. */
export async function startEvaluation(door: Door, id: string): Promise<string> {
  const round = await lockForStep(door, roundCourse, { id, step: "in_evaluation" });
  await setSurvey(door.db, face, round, { state: "in_evaluation", ...closedColumns(round) });
  await door.record(noteOf(roundCourse, round, { action: "evaluation_started" }));
  return renewalPath(door.tenant.slug, id, "?saved=evaluating");
}

/** The page on which a survey is completed: who is not settled, and whether anybody has been carried over. */
export async function loadCompletion(door: Door, id: string) {
  const step = await loadStep(door, roundCourse, { id, step: "completed" });
  const { unsettled, transfers } = await readResult(door, await openOwnSurvey(door, roundCourse, id));
  return { ...step, unsettled, transfers: transfers.length };
}

/** Completes: everybody stands in a final group, and somebody has been carried over or it is said why not. */
export async function completeSurvey(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, today, form, record } = door;
  const typed = { reason: String(form.get("reason") ?? "") };
  const round = await lockForStep(door, roundCourse, { id, step: "completed" });
  const { unsettled, transfers } = await readResult(door, round);
  if (unsettled.length > 0) return { errors: { "": "unsettled" }, typed };
  const read = reasonForm.safeParse(typed);
  if (transfers.length === 0 && !read.success) return { errors: { reason: "no_transfer_reason" }, typed };
  const reason = transfers.length === 0 && read.success ? read.data.reason : null;
  await setSurvey(db, face, round, {
    state: "completed",
    completed_on: today,
    no_transfer_reason: reason,
  });
  await record(noteOf(roundCourse, round, { action: "completed", reason: reason ?? "" }));
  await sendRenewalLetters(db, { survey: id, kind: "completed", step: "1" });
  return { to: renewalPath(tenant.slug, id, "?saved=completed") };
}

/** The page on which one organisation is moved to another group. */
export async function loadPlacement(door: Door, id: string, search: URLSearchParams) {
  const round = await openOwnSurvey(door, roundCourse, id);
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
  const round = await lockForStep(door, roundCourse, { id, step: "completed" });
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
  await setSurvey(db, face, round, {});
  // whoever does not leave any more gets its last day back; nobody's is written before the coordinator says so
  const written = await listDepartures(door, id);
  const { rows } = await readResult(door, round);
  await writeDepartures(
    door,
    round,
    rows.filter((each) => written.has(each.id)),
  );
  const words = textFor(resultText, defaultLocale).buckets;
  await record({
    ...noteOf(roundCourse, round, { action: "placed", reason }),
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
  const round = await lockOwn(door, roundCourse, id);
  if (!["open", "closed", "in_evaluation"].includes(stateOn(round, door.today)))
    throw new Refused("step_not_possible");
  const { rows } = await readResult(door, round);
  const organisation = namedIn(
    door,
    rows.filter(({ standing }) => standing === "self"),
  );
  await letIn(door, roundCourse, { survey: round, organisation });
  return renewalPath(door.tenant.slug, id, "?saved=accepted");
}
