import { appealPeriod } from "./appeal.rules.ts";
import { addDays, type Day } from "./days.rules.ts";
import { workdayOnOrAfter } from "./holidays.rules.ts";
import { type StatuteBook, seededStatutes } from "./statute.rules.ts";

/** How far a decision must have come: adjusted at once, in adjusted minutes (the usual), or no longer open to appeal. */
export type DecisionLevel = "immediate" | "adjusted" | "legal_force";

export interface Meeting {
  on: Day;
  /** By the reglemente; at most 14 (KL 5:69). */
  adjustment_days: number;
  summons_days: number;
}

/** A meeting that is in time. */
export interface ChosenMeeting {
  meeting_on: Day;
  /** The last day for the agenda (stoppdatum): the meeting minus the summons. */
  agenda_deadline_on: Day;
  adjusted_on: Day;
  /** Only asked for with level `legal_force`; null also when no rule is known. */
  legal_force_on: Day | null;
}

function withDates(meeting: Meeting, level: DecisionLevel, book: StatuteBook): ChosenMeeting {
  const adjusted_on = level === "immediate" ? meeting.on : addDays(meeting.on, meeting.adjustment_days);
  return {
    meeting_on: meeting.on,
    agenda_deadline_on: addDays(meeting.on, -meeting.summons_days),
    adjusted_on,
    legal_force_on: level === "legal_force" ? legalForce(adjusted_on, book) : null,
  };
}

/** Adjusted, announced at the latest on the second day, then the time for appeal. */
function legalForce(adjusted_on: Day, book: StatuteBook): Day | null {
  const rule = book("minutes.announcement_days", adjusted_on);
  if (!rule) return null;
  const posted_on = addDays(adjusted_on, rule.value);
  return appealPeriod([{ posted_on, taken_down_on: null }], null, book).legal_force_on;
}

/** The latest meeting whose decision is ready on a day, or null (BES-001). */
export function lastMeetingBefore(
  ready_by: Day,
  meetings: readonly Meeting[],
  level: DecisionLevel,
  book: StatuteBook = seededStatutes,
): ChosenMeeting | null {
  const chosen = meetings
    .map((meeting) => withDates(meeting, level, book))
    .filter((each) => {
      const ready = level === "legal_force" ? each.legal_force_on : each.adjusted_on;
      return ready !== null && ready <= ready_by;
    });
  return chosen.reduce<ChosenMeeting | null>(
    (best, each) => (best && best.meeting_on >= each.meeting_on ? best : each),
    null,
  );
}

export interface Organ {
  organ: string;
  meetings: readonly Day[];
  adjustment_days: number;
  summons_days: number;
  /** From adjusted minutes to the next organ's agenda. */
  handling_days: number;
}

export type DecisionChain =
  | { is_feasible: true; steps: (ChosenMeeting & { organ: string })[] }
  /** The organ, counted backwards, that has no meeting in time (BES-001). */
  | { is_feasible: false; failing_organ: string };

/** Several organs in turn, computed backwards: each must be ready before the next one's agenda closes. */
export function decisionChain(act_by: Day, organs: readonly Organ[], book?: StatuteBook): DecisionChain {
  const steps: (ChosenMeeting & { organ: string })[] = [];
  let ready_by = act_by;
  for (const { organ, meetings, adjustment_days, summons_days, handling_days } of [...organs].reverse()) {
    const calendar = meetings.map((on) => ({ on, adjustment_days, summons_days }));
    const chosen = lastMeetingBefore(addDays(ready_by, -handling_days), calendar, "adjusted", book);
    if (!chosen) return { is_feasible: false, failing_organ: organ };
    steps.unshift({ ...chosen, organ });
    ready_by = chosen.agenda_deadline_on;
  }
  return { is_feasible: true, steps };
}

/** Lengths in days; all but the standstill are settings of the organisation. */
export interface LeadTimes {
  implementation_days: number;
  standstill_days: number;
  evaluation_days: number;
  tender_period_days: number;
  preparation_days: number;
}

export interface BackwardPlan {
  latest_signing_on: Day;
  latest_award_on: Day;
  latest_tender_deadline_on: Day;
  latest_notice_on: Day;
  /** Börja senast. */
  start_by_on: Day;
}

/** What must have happened by when for a new contract to begin on a day (baklängesplan, deadlines.md 6). */
export function backwardPlan(contract_starts_on: Day, lead: LeadTimes): BackwardPlan {
  const latest_signing_on = addDays(contract_starts_on, -lead.implementation_days);
  let latest_award_on = addDays(latest_signing_on, -lead.standstill_days - 1);
  // A standstill that ends on a holiday moves forward, so the award must be earlier.
  while (workdayOnOrAfter(addDays(latest_award_on, lead.standstill_days)) >= latest_signing_on)
    latest_award_on = addDays(latest_award_on, -1);
  const latest_tender_deadline_on = addDays(latest_award_on, -lead.evaluation_days);
  const latest_notice_on = addDays(latest_tender_deadline_on, -lead.tender_period_days);
  return {
    latest_signing_on,
    latest_award_on,
    latest_tender_deadline_on,
    latest_notice_on,
    start_by_on: addDays(latest_notice_on, -lead.preparation_days),
  };
}
