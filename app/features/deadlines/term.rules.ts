import type { Day, LengthUnit } from "./days.rules.ts";
import type { Explanation } from "./explanation.rules.ts";
import {
  afterNotice,
  endedFacts,
  isRenewalUnknown,
  openEndedFacts,
  renewedOrNot,
  runningFacts,
  unknownEnd,
} from "./facts.rules.ts";
import { planOf } from "./plan.rules.ts";
import { decidedEnd, rollTo } from "./renewal.rules.ts";

/*
 * What the date engine is asked and what it answers (contracts.md 2–3, deadlines.md 3–4). Names are the columns of `contract_term`,
 * `contract_option` and `contract_period`, so that rows can be handed over as they are. Days are `YYYY-MM-DD`; every end is inclusive.
 */

export type { Day, LengthUnit };

export type RenewalKind = "none" | "tacit" | "express" | "unknown";

export type NoticeAnchor =
  | "running"
  | "period_end"
  | "month_end"
  | "quarter_end"
  | "half_year_end"
  | "year_end"
  | "term_of_office_end"
  | "unknown";

/** The terms of one contract, as agreed. What nobody knows is null (or "unknown"), never a default. */
export interface TermInput {
  starts_on: Day | null;
  /** The first end when it is stated as a date; wins over the length. */
  ends_on: Day | null;
  initial_length: number | null;
  initial_unit: LengthUnit | null;
  /** Until further notice; a length or an end then only says how long the contract is bound at first. */
  is_open_ended: boolean;
  renewal_kind: RenewalKind;
  renewal_length: number | null;
  renewal_unit: LengthUnit | null;
  /** How many times it may be renewed; null: no limit for tacit, not known for express. */
  renewal_max_times: number | null;
  /** Express renewal: how long before the end both must have said yes; null: before the end itself. */
  renewal_decide_length: number | null;
  renewal_decide_unit: LengthUnit | null;
  /** The contract never runs longer than this from its start. */
  max_total_months: number | null;
  notice_length: number | null;
  notice_unit: LengthUnit | null;
  notice_anchor: NoticeAnchor;
  /** `start`: the period is counted from the first anchor day on or after the notice. */
  notice_anchor_side: "end" | "start";
  binding_until_on: Day | null;
  binding_applies_to: "end" | "notice";
  /** Days that our own handling takes before a notice can leave the house. */
  admin_buffer_days: number;
  /** The day a notice reached the other party. */
  notice_given_on: Day | null;
}

/** One option to extend (förlängningsoption), in the order of `seq`. */
export interface OptionInput {
  seq: number;
  length: number;
  unit: LengthUnit;
  /** How long before the end of the period before it the option must be called; null: not known. */
  call_before_length: number | null;
  call_before_unit: LengthUnit | null;
  called_on: Day | null;
}

/** A recorded period. Only agreed renewals (`express`) change the dates; the others are computed. */
export interface PeriodInput {
  seq: number;
  kind: "initial" | "option" | "tacit" | "express";
  /** The agreed end; null: the length of the renewal rule. */
  ends_on: Day | null;
}

export type TermStatus = "not_started" | "in_force" | "notice_given" | "expiring" | "ended" | "unknown";

/** A rule that must be entered before a date can be told. */
export type MissingRule =
  | "start"
  | "first_end"
  | "renewal"
  | "renewal_length"
  | "renewal_limit"
  | "notice_length"
  | "notice_anchor"
  | "option_call";

/** The last day for an act, with the days a careful person keeps to. None is moved past a weekend. */
export interface LastDay {
  /** The last day in law (sista dag). */
  last_on: Day;
  /** Same-numbered day counted backwards (försiktigt datum); earlier than `last_on` when the months differ in length. */
  cautious_on: Day;
  /** The working day on or before `last_on`. */
  last_workday: Day;
  /** Cautious day minus the administrative buffer (agera senast), and the working day on or before it. */
  act_by_on: Day;
  act_by_workday: Day;
}

/** The next notice that can still be given in time, and the end that it leads to. */
export interface NextNotice extends LastDay {
  ends_on: Day;
}

/** An option that has not been called, or the agreement that an express renewal needs. */
export interface ExtensionFacts extends LastDay {
  kind: "option" | "express";
  /** `seq` of the option, or which renewal it would be. */
  seq: number;
  /** The period it would give. */
  starts_on: Day;
  ends_on: Day;
  /** False when the last day has passed: it has lapsed, and those after it too. */
  is_possible: boolean;
}

export type ExplainedFact =
  | "current_end"
  | "last_notice"
  | "next_notice"
  | "earliest_end_on"
  | "extension"
  | "last_possible_end"
  | "extended";

/** Everything that follows from the terms on one day. null: does not apply – or not known, and then named in `unknown`. */
export interface TermFacts {
  status: TermStatus;
  starts_on: Day | null;
  /** 0 for the first period. */
  period_index: number | null;
  current_period_start: Day | null;
  current_period_end: Day | null;
  /** The end as things stand: with called options, agreed renewals and notice given; null when open-ended. */
  current_end: Day | null;
  /** Nothing follows unless somebody acts. */
  ends_by_itself: boolean | null;
  /** For the end of the current period, also when it has passed; null when no period can follow by itself. */
  last_notice: LastDay | null;
  notice_possible: boolean | null;
  /** The end if notice reaches the other party on the day asked about. */
  earliest_end_on: Day | null;
  /** The last day for a notice that still leads to that end; null when no notice does. */
  earliest_end_notice: LastDay | null;
  next_notice: NextNotice | null;
  /** The next extension, then all that could follow it. */
  extension: ExtensionFacts | null;
  extensions: ExtensionFacts[];
  /** null: until notice is given (tills uppsagt), or unknown. */
  last_possible_end: Day | null;
  /** The last notice date was missed: bound to the new end (förlängt till …). */
  extended: { missed_on: Day; ends_on: Day } | null;
  /** Options are open while the contract renews itself: a person has to look (deadlines.md 4.9). */
  needs_a_person: boolean;
  unknown: ExplainedFact[];
  missing: MissingRule[];
  explain: Partial<Record<ExplainedFact, Explanation>>;
}

/** A day on which the contract can be made to end, and what has to be done for it (möjligt slutdatum). */
export interface ReachableEnd {
  ends_on: Day;
  /** Any later day works as well (notice that is not tied to a period). */
  is_from: boolean;
  /** `none` let it run, `notice` give notice, `option` call the options, `agreement` agree on a renewal. */
  action: "none" | "notice" | "option" | "agreement";
  /** When the act is due; null for `none`. */
  due: LastDay | null;
  /** Options to call for this end, in order. */
  option_seqs: number[];
  explain: Explanation;
}

/**
 * Everything that follows from a contract's terms on one day. Computed at every read; no job has to have run.
 *
 * @param asOf the day asked about, also the day on which a notice would reach the other party
 */
export function computeTerm(
  term: TermInput,
  options: readonly OptionInput[],
  periods: readonly PeriodInput[],
  asOf: Day,
): TermFacts {
  const plan = planOf(term, options, periods);
  if (term.notice_given_on && term.notice_given_on <= asOf)
    return afterNotice(
      term,
      plan,
      computeTerm({ ...term, notice_given_on: null }, options, periods, term.notice_given_on),
      asOf,
    );
  const decided = decidedEnd(plan);
  if (!decided) return plan.is_open_ended ? openEndedFacts(term, plan, asOf) : unknownEnd(plan);
  const rolled = rollTo(term, plan, decided, asOf);
  if (rolled.at.period.ends_on < asOf)
    return isRenewalUnknown(term) ? renewedOrNot(plan, rolled) : endedFacts(plan, rolled, asOf);
  return runningFacts(term, plan, rolled, asOf);
}
