import type { Door } from "../../server/tenant.server.ts";
import { listQuestions } from "../surveys/questions.server.ts";
import { mayCoordinate, mayReply } from "../surveys/surveys.policy.ts";
import { stateOn, isSent as wasSent } from "../surveys/surveys.rules.ts";
import { listInvitees, openSurvey } from "../surveys/surveys.server.ts";
import { findOwnAnswer, listHandedIn, readOwnPrice } from "./answers.server.ts";
import { roundCourse } from "./course.server.ts";
import { readOwnExit } from "./departures.server.ts";
import { missingForReady } from "./renewals.rules.ts";
import { listNewestAnswers, type Result, readResult } from "./results.server.ts";
import { listRoundTiers, type Round, renewalFace } from "./rounds.server.ts";

/** The page of a survey: what is asked, the own answer and price, and the result as far as the reader may see it. */
export async function loadRoundPage(door: Door, id: string) {
  const { db, tenant, actor, today, authorize } = door;
  const round = await openSurvey(door, roundCourse, id);
  authorize(true); // row-level security has let it through, suppliers and "view as" have not come this far
  const state = stateOn(round, today);
  const isOwn = round.tenant_id === tenant.id;
  const coordinates = mayCoordinate(actor, tenant, round);
  const isSent = wasSent(round);
  const invitees = await listInvitees(db, renewalFace, id);
  const own = await findOwnAnswer(db, id);
  const [newest] = await listHandedIn(db, id);
  return {
    slug: tenant.slug,
    isOwn,
    isSent,
    isAsked: invitees.some((row) => row.id === tenant.id),
    round: { ...shown(round), state },
    tiers: await listRoundTiers(db, id),
    questions: await listQuestions(db, renewalFace, id),
    invitees: invitees.map(({ id: organisation, name }) => ({ id: organisation, name })),
    missing: missingForReady(round),
    result: isOwn && isSent ? pageResult(await readResult(door, round)) : null,
    /** Everybody's answer, where the coordinator shares them after the result. */
    answers: !isOwn && round.answers_shared && state === "completed" ? await listNewestAnswers(db, id) : null,
    own: {
      newest: newest
        ? {
            answer: newest.answer!,
            kind: newest.kind,
            quantity: newest.quantity,
            responder: newest.responder,
            submitted_on: newest.submitted_on,
            version: newest.version,
          }
        : null,
      hasDraft: own !== undefined && own.submitted_at === null,
      price: isSent ? await readOwnPrice(door, round) : null,
      exit: isSent ? await readOwnExit(door, round) : null,
    },
    can: {
      answer: isSent && mayReply(actor, tenant, round, today),
      edit: coordinates && state === "draft",
      markReady: coordinates && state === "draft" && missingForReady(round).length === 0,
      unready: coordinates && state === "ready",
      send: coordinates && state === "ready",
      close: coordinates && state === "open",
      withdraw: coordinates && ["open", "closed", "in_evaluation"].includes(state),
      reopen: coordinates && (state === "closed" || state === "in_evaluation"),
      evaluate: coordinates && state === "closed",
      place: coordinates && state === "in_evaluation",
      transfer: isOwn && (state === "in_evaluation" || state === "completed"),
      complete: coordinates && state === "in_evaluation",
      accept: coordinates && ["open", "closed", "in_evaluation"].includes(state),
      export: isOwn && isSent,
    },
  };
}
export type RoundPageData = Awaited<ReturnType<typeof loadRoundPage>>;

/** Each organisation once: the page needs no lists of who goes on and who does not beside the rows themselves. */
function pageResult({ rows, questions, buckets, total, reached, quorum }: Result) {
  return { rows, questions, buckets, total, reached, quorum };
}

/** What the page shows of the survey's own columns. */
function shown(round: Round) {
  const { tenant_id: _, circle_tenant_id: __, has_costs, has_participants, is_configured, ...rest } = round;
  return {
    ...rest,
    done: { configuration: is_configured, participants: has_participants, costs: has_costs },
  };
}
