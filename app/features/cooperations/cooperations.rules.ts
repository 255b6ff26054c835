import type { Day, OrganisationKind } from "#db/schema/values.ts";

/** The two sides of a membership, as they stand in the database. */
export interface MembershipDates {
  /** The cooperation's word. */
  from_on: Day;
  ended_on: Day | null;
  /** The organisation's word; null while it has not answered. */
  joined_on: Day | null;
  leaves_on: Day | null;
}

/** `leaving` is still a member, until a known day. */
export type MemberState = "invited" | "upcoming" | "member" | "leaving" | "left" | "ended";

/** What a membership is on a day; it counts only as `member` or `leaving`. A last day itself is no longer covered. */
export function memberState(dates: MembershipDates, today: Day): MemberState {
  if (dates.ended_on && dates.ended_on <= today) return "ended";
  if (dates.leaves_on && dates.leaves_on <= today) return "left";
  if (!dates.joined_on) return "invited";
  if (dates.from_on > today || dates.joined_on > today) return "upcoming";
  return dates.ended_on || dates.leaves_on ? "leaving" : "member";
}

/** Whether the organisation takes part today. */
export function isMember(dates: MembershipDates, today: Day): boolean {
  return ["member", "leaving"].includes(memberState(dates, today));
}

/** First day on which the membership no longer holds, when one is known. */
export function membershipEnds(dates: MembershipDates): Day | null {
  const days = [dates.ended_on, dates.leaves_on].filter((day) => day !== null).sort();
  return days[0] ?? null;
}

/** Day on which a yes takes effect: not before the cooperation's own first day. */
export function joiningDay(from_on: Day, today: Day): Day {
  return from_on > today ? from_on : today;
}

/** Suppliers take part in no cooperation. */
export function mayCooperate(kind: OrganisationKind): boolean {
  return kind !== "supplier";
}
