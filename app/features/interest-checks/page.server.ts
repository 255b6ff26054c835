import type { Door } from "../../server/tenant.server.ts";
import { mayCoordinate, mayReply, mayWriteSurveys } from "../surveys/surveys.policy.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import { openSurvey } from "../surveys/surveys.server.ts";
import { checkCourse } from "./course.server.ts";
import { mayExtend } from "./interest-checks.rules.ts";
import { findOwnCheckReply, listHandedIn } from "./replies.server.ts";
import { findDecision, readResult } from "./results.server.ts";

/** The page of a check: what is asked, what the own organisation answered, and the result as far as the reader may see it. */
export async function loadCheck(door: Door, id: string) {
  const { db, tenant, actor, today, authorize } = door;
  const check = await openSurvey(door, checkCourse, id);
  authorize(true); // row-level security has let it through, suppliers and "view as" have not come this far
  const result = await readResult(door, check);
  const own = await findOwnCheckReply(db, id);
  const state = stateOn(check, today);
  const coordinates = mayCoordinate(actor, tenant, check);
  return {
    slug: tenant.slug,
    // which contract it was started from is the coordinator's own business
    check: { ...check, state, ...(result.isOwn ? {} : { contract_id: null, contract_name: null }) },
    result,
    decision: (await findDecision(db, id)) ?? null,
    own: {
      versions: await listHandedIn(db, id),
      hasDraft: own !== undefined && own.submitted_at === null,
    },
    can: {
      reply: check.state !== "draft" && mayReply(actor, tenant, check, today),
      edit: coordinates && state === "draft",
      send: coordinates && state === "draft",
      close: coordinates && state === "open",
      extend: coordinates && mayExtend(state),
      withdraw: coordinates && state === "open",
      reopen: coordinates && state === "closed",
      decide: coordinates && state === "closed",
      participants: coordinates && (state === "open" || state === "closed"),
      prove: check.tenant_id === tenant.id && (state === "closed" || state === "decided"),
      write: mayWriteSurveys(actor, tenant),
    },
  };
}

export type CheckPageData = Awaited<ReturnType<typeof loadCheck>>;
