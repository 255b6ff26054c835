import { addMonths, type Day, type LengthUnit } from "./days.rules.ts";
import { lastDay, type NoticeRule, noticeForWantedEnd } from "./notice.rules.ts";
import {
  computeTerm,
  type NoticeAnchor,
  type OptionInput,
  type RenewalKind,
  type TermFacts,
  type TermInput,
} from "./term.rules.ts";

/* Test vectors about contract terms, in the spelling of shared/vectors, put to the functions that the product uses. */

interface Length {
  length: number;
  unit: LengthUnit;
}

interface Notice extends Length {
  anchor: NoticeAnchor;
  anchor_side?: "end" | "start";
}

interface StatusInput {
  start: Day;
  first_term: (Partial<Length> & { end?: Day }) | null;
  options: (Length & { call_lead: Length })[];
  options_called: number;
  renewal: { kind: RenewalKind; max_times?: number | null; decide_lead?: Length } & Partial<Length>;
  renewals_made?: number;
  notice: Notice | null;
  binding_until: Day | null;
  binding_applies_to: "end" | "notice";
  buffer_days: number;
  as_of: Day;
}

function termOf(input: StatusInput): TermInput {
  const { renewal, notice, first_term } = input;
  return {
    starts_on: input.start,
    ends_on: first_term?.end ?? null,
    initial_length: first_term?.length ?? null,
    initial_unit: first_term?.unit ?? null,
    is_open_ended: first_term === null,
    renewal_kind: renewal.kind,
    renewal_length: renewal.length ?? null,
    renewal_unit: renewal.unit ?? null,
    renewal_max_times: renewal.max_times ?? null,
    renewal_decide_length: renewal.decide_lead?.length ?? null,
    renewal_decide_unit: renewal.decide_lead?.unit ?? null,
    max_total_months: null,
    notice_length: notice?.length ?? null,
    notice_unit: notice?.unit ?? null,
    notice_anchor: notice?.anchor ?? "period_end",
    notice_anchor_side: notice?.anchor_side ?? "end",
    binding_until_on: input.binding_until,
    binding_applies_to: input.binding_applies_to,
    admin_buffer_days: input.buffer_days,
    notice_given_on: null,
  };
}

function optionsOf(input: StatusInput): OptionInput[] {
  return input.options.map(({ length, unit, call_lead }, index) => ({
    seq: index + 1,
    length,
    unit,
    call_before_length: call_lead.length,
    call_before_unit: call_lead.unit,
    called_on: index < input.options_called ? input.start : null,
  }));
}

/** The vectors have one word for every contract that runs. */
const runs: Record<TermFacts["status"], string> = {
  not_started: "not_started",
  in_force: "running",
  expiring: "running",
  notice_given: "running",
  ended: "ended",
  unknown: "unknown",
};

function contractStatus(input: StatusInput) {
  const agreed = Array.from({ length: input.renewals_made ?? 0 }, (_, index) => ({
    seq: index + 1,
    kind: "express" as const,
    ends_on: null,
  }));
  const facts = computeTerm(termOf(input), optionsOf(input), agreed, input.as_of);
  return {
    status: runs[facts.status],
    period_index: facts.period_index,
    current_period_start: facts.current_period_start,
    current_period_end: facts.current_period_end,
    ends_by_itself: facts.ends_by_itself,
    last_notice_date: facts.last_notice?.last_on ?? null,
    cautious_notice_date: facts.last_notice?.cautious_on ?? null,
    last_notice_workday: facts.last_notice?.last_workday ?? null,
    act_by: facts.last_notice?.act_by_on ?? null,
    act_by_workday: facts.last_notice?.act_by_workday ?? null,
    notice_for_current_period_possible: facts.notice_possible,
    earliest_end_if_notice_on_as_of: facts.earliest_end_on,
    next_last_notice_date: facts.next_notice?.last_on ?? null,
    last_option_call_date: facts.extension?.last_on ?? null,
    option_call_possible: facts.extension?.is_possible ?? null,
    last_possible_end: facts.last_possible_end,
  };
}

function ruleOf(notice: Length & Partial<Notice>, binding: Day | null, buffer = 0): NoticeRule {
  return {
    length: notice.length,
    unit: notice.unit,
    anchor: notice.anchor ?? "period_end",
    anchor_side: notice.anchor_side ?? "end",
    binding_until_on: binding,
    binding_applies_to: "end",
    buffer_days: buffer,
  };
}

function wantedEnd(input: { target_end: Day; notice: Notice; binding_until?: Day }) {
  const answer = noticeForWantedEnd(ruleOf(input.notice, input.binding_until ?? null), input.target_end);
  return {
    allowed: answer.is_allowed,
    last_notice_date: answer.due?.last_on ?? null,
    cautious_notice_date: answer.due?.cautious_on ?? null,
    last_notice_workday: answer.due?.last_workday ?? null,
    nearest_allowed_end_on_or_after: answer.nearest_on,
  };
}

function noticeBefore(input: { period_end: Day; notice: Length; buffer_days?: number }) {
  const due = lastDay(input.period_end, input.notice.length, input.notice.unit, input.buffer_days ?? 0);
  return {
    last_notice_date: due.last_on,
    cautious_notice_date: due.cautious_on,
    differs: due.last_on !== due.cautious_on,
    act_by: due.act_by_on,
  };
}

export const termKinds = {
  contract_status: contractStatus,
  notice_for_wanted_end: wantedEnd,
  month_arithmetic: (input: { date: Day; months: number }) => ({
    result: addMonths(input.date, input.months),
  }),
  latest_notice_day: noticeBefore,
  contract_notice_with_buffer: noticeBefore,
};
