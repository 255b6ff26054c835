import { sql } from "kysely";
import { Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
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
  typedDay,
} from "../surveys/steps.server.ts";
import { extensionForm } from "../surveys/surveys.form.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import { listInvitees, openOwnSurvey, setSurvey } from "../surveys/surveys.server.ts";
import { checkCourse } from "./course.server.ts";
import { decisionForm } from "./interest-checks.form.ts";
import { interestCheckPath } from "./interest-checks.paths.ts";
import { sendLetters } from "./letters.server.ts";
import { readResult } from "./results.server.ts";

const me = sql<string>`app.tenant()`;
const { face } = checkCourse;

/** What the page shows that asks before a check is closed: that hidden answers become visible. */
export async function loadClosing(door: Door, id: string) {
  const step = await loadStep(door, checkCourse, { id, step: "closed" });
  const { answers_hidden_until_close } = await checkCourse.find(door.db, id);
  return { ...step, isHidden: answers_hidden_until_close };
}

/** Sends a draft: from now on the circle reads it and questions are fixed. Whoever has left the circle meanwhile is not asked. */
export async function openInterestCheck(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, today } = door;
  const check = await lockForStep(door, checkCourse, { id, step: "open" });
  if (check.closes_on <= today) throw new Refused("closes_in_past");
  const { rows: gone } = await sql<{ id: string }>`
    delete from interest_invitee i where i.tenant_id = ${me} and i.check_id = ${id}
      and i.organisation_id not in (select app.circle_organisations(${check.circle_id}::uuid))
    returning i.organisation_id as id`.execute(db);
  const invitees = await listInvitees(db, face, id);
  if (!invitees.some((row) => row.id !== tenant.id)) throw new Refused("nobody_asked");
  await openForAnswers(door, checkCourse, check);
  await sendLetters(db, { check: id, kind: "asked", step: "1" });
  return { to: interestCheckPath(tenant.slug, id, gone.length > 0 ? "?saved=sent_some" : "?saved=sent") };
}

/** Gives more days while it is open. Those who have not answered are told; replies that have come stay as they are. */
export async function extendInterestCheck(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, record } = door;
  const typed = typedDay(door);
  const check = await lockForStep(door, checkCourse, { id, step: "extended" });
  const read = extensionForm(check.closes_on).safeParse(typed);
  if (!read.success) return { errors: errorCodes(read.error), typed };
  const { closes_on, reason } = read.data;
  await setSurvey(db, face, check, { closes_on });
  await record({
    ...noteOf(checkCourse, check, { action: "extended", reason }),
    changes: [{ field: "closes_on", old: check.closes_on, new: closes_on }],
  });
  await sendLetters(db, { check: id, kind: "extended", step: closes_on, reason });
  return { to: interestCheckPath(tenant.slug, id, "?saved=extended") };
}

/** The page on which a closed check is decided: the result and how far it is to the quorum. */
export async function loadDecision(door: Door, id: string) {
  const step = await loadStep(door, checkCourse, { id, step: "decided" });
  const result = await readResult(door, await openOwnSurvey(door, checkCourse, id));
  return { ...step, quorum: result.quorum, buckets: result.buckets };
}

/** Decides: a go needs the quorum, a no-go a reason. All who are asked are told. */
export async function decideInterestCheck(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, actor, today, form, record } = door;
  const fields = ["outcome", "reason", "authority_ref"];
  const typed = Object.fromEntries(fields.map((name) => [name, String(form.get(name) ?? "")]));
  const check = await lockForStep(door, checkCourse, { id, step: "decided" });
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
  await setSurvey(db, face, check, { state: "decided", ...closedColumns(check) });
  const { outcome, reason } = read.data;
  await record(noteOf(checkCourse, check, { action: `decided_${outcome}`, reason }));
  await sendLetters(db, { check: id, kind: "decided", step: "1" });
  return { to: interestCheckPath(tenant.slug, id, "?saved=decided") };
}

/** Lets in somebody who put itself forward, or notes that a condition is met (or not any more). */
export async function changeParticipant(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, today, form, record } = door;
  const check = await lockOwn(door, checkCourse, id);
  const state = stateOn(check, today);
  if (state !== "open" && state !== "closed") throw new Refused("step_not_possible");
  const { rows, hiddenSelf } = await readResult(door, check);
  const { id: organisation, name } = namedIn(door, [...rows, ...hiddenSelf]);
  const row = rows.find((each) => each.id === organisation);
  const intent = form.get("intent");
  if (intent === "accept" && (!row || row.standing === "self")) {
    await letIn(door, checkCourse, { survey: check, organisation: { id: organisation, name } });
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
    ...noteOf(checkCourse, check, { action: intent === "met" ? "condition_met" : "condition_unmet" }),
    changes: [{ field: "organisation", old: null, new: name }],
  });
  return { to: interestCheckPath(tenant.slug, id, `?saved=${intent}`) };
}
