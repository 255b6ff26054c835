import { type Day, earliest } from "./days.rules.ts";
import { type Explanation, part } from "./explanation.rules.ts";
import { extensionFacts } from "./extension.rules.ts";
import { noticeFacts } from "./notice-facts.rules.ts";
import { noticeRuleOf } from "./notice-rule.rules.ts";
import type { Plan } from "./plan.rules.ts";
import { decidedEnd, lastRenewalEnd, periodOn, type Rolled, renewalAfter, rollTo } from "./renewal.rules.ts";
import type { TermFacts, TermInput } from "./term.rules.ts";

/* The facts of a contract by the situation it is in; `computeTerm` chooses. */

function blank(plan: Plan): TermFacts {
  return {
    status: "unknown",
    starts_on: plan.starts_on,
    period_index: null,
    current_period_start: null,
    current_period_end: null,
    current_end: null,
    ends_by_itself: null,
    last_notice: null,
    notice_possible: null,
    earliest_end_on: null,
    earliest_end_notice: null,
    next_notice: null,
    extension: null,
    extensions: [],
    last_possible_end: null,
    extended: null,
    needs_a_person: false,
    unknown: [],
    missing: [...plan.missing],
    explain: {},
  };
}

export function unknownEnd(plan: Plan): TermFacts {
  return {
    ...blank(plan),
    unknown: [
      "current_end",
      "last_notice",
      "next_notice",
      "earliest_end_on",
      "extension",
      "last_possible_end",
    ],
  };
}

/** Whether nobody can say if a contract went on after the end of its period. */
export function isRenewalUnknown(term: TermInput): boolean {
  return term.renewal_kind === "unknown" || (term.renewal_kind === "tacit" && !term.renewal_length);
}

export function renewedOrNot(plan: Plan, { at }: Rolled): TermFacts {
  const facts = unknownEnd(plan);
  return {
    ...facts,
    missing: [...facts.missing, plan.reached && at.renewals === 0 ? "renewal" : "renewal_length"],
    explain: { current_end: [...plan.periods.map((period) => period.explain)] },
  };
}

/** The steps to the end of a period: what was decided, then the tacit renewals in one sentence. */
function stepsTo(plan: Plan, { at }: Rolled): Explanation {
  const decided = plan.periods.map((period) => period.explain);
  return at.renewals > 0 ? [...decided, at.period.explain] : decided;
}

function placeOf(plan: Plan, rolled: Rolled, asOf: Day) {
  const period = periodOn(plan, rolled, asOf);
  return {
    period_index: period.index,
    current_period_start: period.starts_on,
    current_period_end: period.ends_on,
  };
}

export function endedFacts(plan: Plan, rolled: Rolled, asOf: Day): TermFacts {
  const current_end = rolled.at.period.ends_on;
  return {
    ...blank(plan),
    ...placeOf(plan, rolled, asOf),
    status: "ended",
    current_end,
    last_possible_end: current_end,
    explain: { current_end: stepsTo(plan, rolled) },
  };
}

export function openEndedFacts(term: TermInput, plan: Plan, asOf: Day): TermFacts {
  const status = statusBefore(plan, asOf) ?? (plan.cap && asOf > plan.cap ? "ended" : "in_force");
  const facts: TermFacts = {
    ...blank(plan),
    status,
    current_period_start: plan.starts_on,
    last_possible_end: plan.cap,
  };
  if (status === "ended") return { ...facts, current_end: plan.cap };
  const notice = noticeFacts({ term, plan, known: noticeRuleOf(term), asOf }, null);
  return {
    ...facts,
    ...notice,
    missing: [...facts.missing, ...notice.missing],
    period_index: 0,
    ends_by_itself: false,
    explain: { ...notice.explain, current_end: [part("open_ended")], last_possible_end: lastStep(plan.cap) },
  };
}

function lastStep(cap: Day | null): Explanation {
  return [cap ? part("max_total", { ends_on: cap }) : part("until_notice")];
}

/** What is certain from the start alone. */
function statusBefore(plan: Plan, asOf: Day): "unknown" | "not_started" | null {
  if (!plan.starts_on) return "unknown";
  return asOf < plan.starts_on ? "not_started" : null;
}

export function runningFacts(term: TermInput, plan: Plan, rolled: Rolled, asOf: Day): TermFacts {
  const { at } = rolled;
  const notice = noticeFacts({ term, plan, known: noticeRuleOf(term), asOf }, rolled);
  const goesOn = renewalAfter(term, plan, at) !== null;
  const more = extensionFacts(term, plan, at.reached, asOf);
  const unclear = isRenewalUnknown(term);
  const ends_by_itself = unclear ? null : !goesOn;
  const furthest = more.extensions.filter((extension) => extension.is_possible).at(-1);
  const status = statusBefore(plan, asOf) ?? (ends_by_itself && !furthest ? "expiring" : "in_force");
  const facts: TermFacts = {
    ...blank(plan),
    ...placeOf(plan, rolled, asOf),
    ...notice,
    status,
    current_end: at.period.ends_on,
    ends_by_itself,
    extension: more.extensions[0] ?? null,
    extensions: more.extensions,
    needs_a_person: goesOn && more.extensions.some((extension) => extension.kind === "option"),
    missing: [...new Set([...plan.missing, ...notice.missing, ...more.missing])],
    unknown: [...notice.unknown],
    explain: { ...notice.explain, current_end: stepsTo(plan, rolled), extension: more.explain[0] },
  };
  if (more.missing.length > 0) facts.unknown.push("extension");
  return { ...facts, ...lastPossible(term, plan, rolled, facts, furthest?.ends_on ?? null) };
}

function lastPossible(
  term: TermInput,
  plan: Plan,
  { at }: Rolled,
  facts: TermFacts,
  furthest: Day | null,
): Pick<TermFacts, "last_possible_end" | "unknown" | "explain"> {
  const isLimited = lastRenewalEnd(term, plan, at) !== null;
  const isUnknown =
    isRenewalUnknown(term) || facts.unknown.includes("extension") || (facts.needs_a_person && isLimited);
  if (isUnknown)
    return {
      last_possible_end: null,
      unknown: [...facts.unknown, "last_possible_end"],
      explain: facts.explain,
    };
  const renewed = term.renewal_kind === "tacit" ? lastRenewalEnd(term, plan, at) : at.period.ends_on;
  const last_possible_end = renewed && (furthest ?? renewed);
  const step = last_possible_end
    ? part(furthest ? "all_extensions" : "no_extension", { ends_on: last_possible_end })
    : part("until_notice");
  return {
    last_possible_end,
    unknown: facts.unknown,
    explain: { ...facts.explain, last_possible_end: [step] },
  };
}

/** After a notice the contract ends on the day that it led to; nothing more can follow. */
export function afterNotice(term: TermInput, plan: Plan, onThatDay: TermFacts, asOf: Day): TermFacts {
  const end = onThatDay.earliest_end_on;
  const noticed = part(end ? "notice_given" : "notice_given_unknown", {
    notice_on: term.notice_given_on ?? "",
    ends_on: end ?? "",
  });
  const decided = decidedEnd(plan);
  const within = end ? earliest(asOf, end) : asOf;
  const place = decided && placeOf(plan, rollTo(term, plan, decided, within), within);
  const periodEnd = place?.current_period_end ?? null;
  return {
    ...blank(plan),
    ...(place ?? { period_index: onThatDay.period_index, current_period_start: plan.starts_on }),
    status: end && asOf > end ? "ended" : "notice_given",
    current_period_end: end && periodEnd ? earliest(periodEnd, end) : end,
    current_end: end,
    ends_by_itself: end && asOf > end ? null : true,
    earliest_end_on: end && asOf > end ? null : end,
    last_possible_end: end,
    unknown: end ? [] : ["current_end", "earliest_end_on", "last_possible_end"],
    missing: [...new Set([...plan.missing, ...onThatDay.missing])],
    explain: {
      current_end: [...(onThatDay.explain.earliest_end_on ?? []), noticed],
    },
  };
}
