import type { Door } from "../../server/tenant.server.ts";
import { type Waiting, waitingOf } from "../notifications/waiting.rules.ts";
import { mayWriteSurveys } from "../surveys/surveys.policy.ts";
import { listSurveyWork } from "../surveys/work.server.ts";
import { renewalPartPath, renewalPath, renewalsPath } from "./renewals.paths.ts";
import { renewalFace } from "./rounds.server.ts";

export type RenewalMatter = "renewal_answer" | "renewal_decide";

/** For the start page: renewal surveys to answer, and own ones that are closed and not completed. Nothing for readers. */
export async function findRenewalWork({
  db,
  tenant,
  actor,
  today,
}: Pick<Door, "db" | "tenant" | "actor" | "today">): Promise<Waiting<RenewalMatter>[]> {
  if (!mayWriteSurveys(actor, tenant)) return [];
  const { slug } = tenant;
  const rows = await listSurveyWork(db, renewalFace, today);
  return waitingOf(
    rows.map((row) => ({ ...row, kind: `renewal_${row.kind}` as const })),
    {
      one: ({ kind, id }) =>
        kind === "renewal_answer" ? renewalPartPath(slug, id, "answer") : renewalPath(slug, id),
      all: (kind) => `${renewalsPath(slug)}#${kind === "renewal_answer" ? "to-answer" : "own"}`,
    },
  );
}
