import type { Lifecycle } from "#db/schema/values.ts";

/** Why a record may not be deleted. */
export type DeletionObstacle = "deleteRetired" | "deleteFollowed" | "deleteHosted" | "deleteNotText";

/** A record added by mistake is noticed within this time. */
const DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Whether a record may be deleted: only what was added by mistake, that is planned, or added in the last 30 days. Anything that
 * was used is retired instead, so that its history can be read.
 */
export function deletionObstacle(facts: {
  lifecycle: Lifecycle;
  created_at: string;
  now: Date;
  isFollowed: boolean;
  isHostAnswered: boolean;
}): DeletionObstacle | undefined {
  if (facts.lifecycle === "retired") return "deleteRetired";
  if (facts.isFollowed) return "deleteFollowed";
  if (facts.isHostAnswered) return "deleteHosted";
  const age = facts.now.getTime() - new Date(facts.created_at).getTime();
  return facts.lifecycle === "planned" || age <= DAYS * DAY_MS ? undefined : "deleteNotText";
}
