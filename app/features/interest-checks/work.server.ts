import type { Door } from "../../server/tenant.server.ts";
import { type Waiting, waitingOf } from "../notifications/waiting.rules.ts";
import { mayWriteSurveys } from "../surveys/surveys.policy.ts";
import { listSurveyWork } from "../surveys/work.server.ts";
import { interestFace } from "./checks.server.ts";
import { interestCheckPath, interestChecksPath, interestPartPath } from "./interest-checks.paths.ts";

export type InterestMatter = "interest_answer" | "interest_decide";

/** For the start page: checks to answer, and own checks that are closed and wait for a decision. Nothing for readers. */
export async function findInterestWork({
  db,
  tenant,
  actor,
  today,
}: Pick<Door, "db" | "tenant" | "actor" | "today">): Promise<Waiting<InterestMatter>[]> {
  if (!mayWriteSurveys(actor, tenant)) return [];
  const { slug } = tenant;
  const rows = await listSurveyWork(db, interestFace, today);
  return waitingOf(
    rows.map((row) => ({ ...row, kind: `interest_${row.kind}` as const })),
    {
      one: ({ kind, id }) =>
        kind === "interest_answer" ? interestPartPath(slug, id, "reply") : interestCheckPath(slug, id),
      all: (kind) => `${interestChecksPath(slug)}#${kind === "interest_answer" ? "to-answer" : "own"}`,
    },
  );
}
