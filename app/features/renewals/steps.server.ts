import { sql } from "kysely";
import { Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
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
import { sendRenewalLetters } from "./letters.server.ts";
import { renewalPath } from "./renewals.paths.ts";
import { missingForReady } from "./renewals.rules.ts";
import { readResult } from "./results.server.ts";

const _me = sql<string>`app.tenant()`;
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
