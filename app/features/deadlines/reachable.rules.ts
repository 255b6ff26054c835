import { addDays, type Day } from "./days.rules.ts";
import { part } from "./explanation.rules.ts";
import { extensionFacts } from "./extension.rules.ts";
import { isRenewalUnknown } from "./facts.rules.ts";
import {
  boundUntil,
  explainLastDay,
  explainNoticeFor,
  firstNoticeDay,
  lastDay,
  lastNoticeFor,
  type NoticeRule,
  noticeForWantedEnd,
} from "./notice.rules.ts";
import { noticeRuleOf } from "./notice-rule.rules.ts";
import { type Plan, planOf } from "./plan.rules.ts";
import { decidedEnd, renewalAfter, rollTo, type Standing } from "./renewal.rules.ts";
import {
  computeTerm,
  type OptionInput,
  type PeriodInput,
  type ReachableEnd,
  type TermFacts,
  type TermInput,
} from "./term.rules.ts";

interface Asked {
  term: TermInput;
  plan: Plan;
  facts: TermFacts;
  /** null when there is none, or when it is not known. */
  rule: NoticeRule | null;
  asOf: Day;
  until: Day;
}

/**
 * The days on which a contract can be made to end, up to a day, each with the act that leads there (möjliga slutdatum, contracts.md 8).
 * Ends that can no longer be reached are left out; what is not known gives none.
 */
export function reachableEnds(
  term: TermInput,
  options: readonly OptionInput[],
  periods: readonly PeriodInput[],
  asOf: Day,
  until: Day,
): ReachableEnd[] {
  const facts = computeTerm(term, options, periods, asOf);
  if (facts.status === "ended") return [];
  const plan = planOf(term, options, periods);
  const known = noticeRuleOf(term);
  const asked: Asked = { term, plan, facts, rule: "rule" in known ? known.rule : null, asOf, until };
  const found = endsOf(asked).filter((end) => end.ends_on <= until);
  const byDay = new Map(found.reverse().map((end) => [end.ends_on, end]));
  return [...byDay.values()].sort((a, b) => (a.ends_on < b.ends_on ? -1 : 1));
}

/** In order of preference where two acts lead to the same day. */
function endsOf(asked: Asked): ReachableEnd[] {
  const { term, plan, facts } = asked;
  if (facts.status === "notice_given") return facts.current_end ? [letRun(facts.current_end)] : [];
  const decided = decidedEnd(plan);
  if (!decided) return plan.is_open_ended ? [...capped(plan), ...earlyEnds(asked, plan.cap)] : [];
  const { at } = rollTo(term, plan, decided, asked.asOf);
  if (at.period.ends_on < asked.asOf) return [];
  const renewed = term.renewal_kind === "tacit" ? renewalEnds(asked, at) : [];
  const itself = facts.ends_by_itself ? [letRun(at.period.ends_on)] : [];
  const limit = facts.ends_by_itself ? at.period.ends_on : facts.last_possible_end;
  const early = isRenewalUnknown(term) ? [] : earlyEnds(asked, limit);
  return [...itself, ...renewed, ...extendedEnds(asked, at), ...early];
}

function letRun(ends_on: Day): ReachableEnd {
  return {
    ends_on,
    is_from: false,
    action: "none",
    due: null,
    option_seqs: [],
    explain: [part("ends_by_itself", { ends_on })],
  };
}

function capped(plan: Plan): ReachableEnd[] {
  return plan.cap ? [letRun(plan.cap)] : [];
}

/** The end of the running period and of each renewal that notice can still prevent; the last one allowed ends by itself. */
function renewalEnds({ term, plan, rule, asOf, until }: Asked, from: Standing): ReachableEnd[] {
  if (!rule) return [];
  const { length, unit, buffer_days } = rule;
  const [first, bound] = [firstNoticeDay(rule, asOf), boundUntil(rule)];
  const found: ReachableEnd[] = [];
  for (let at: Standing | null = from; at && at.period.ends_on <= until; ) {
    const ends_on = at.period.ends_on;
    const next = renewalAfter(term, plan, at);
    const due = lastDay(ends_on, length, unit, buffer_days);
    const goesOn = next !== null || !term.renewal_length;
    if (!goesOn) found.push(letRun(ends_on));
    else if (first <= due.last_on && (!bound || bound <= ends_on)) {
      const explain = explainLastDay(due, ends_on, length, unit, buffer_days);
      found.push({ ends_on, is_from: false, action: "notice", due, option_seqs: [], explain });
    }
    at = next;
  }
  return found;
}

/** The ends of options and agreed renewals that are still possible; the first act decides whether the rest can follow. */
function extendedEnds({ term, plan, asOf }: Asked, at: Standing): ReachableEnd[] {
  const { extensions, explain } = extensionFacts(term, plan, at.reached, asOf);
  const possible = extensions.filter((extension) => extension.is_possible);
  return possible.map((extension, index) => {
    const path = possible.slice(0, index + 1);
    const [first = extension] = path;
    const { last_on, cautious_on, last_workday, act_by_on, act_by_workday } = first;
    return {
      ends_on: extension.ends_on,
      is_from: false,
      action: path.some((step) => step.kind === "express") ? "agreement" : "option",
      due: { last_on, cautious_on, last_workday, act_by_on, act_by_workday },
      option_seqs: path.filter((step) => step.kind === "option").map((step) => step.seq),
      explain: explain.slice(0, index + 1).flat(),
    };
  });
}

/** Ends by a notice that is not tied to a period: any day from the first for a running one, else each day of the calendar. */
function earlyEnds({ rule, facts, until }: Asked, limit: Day | null): ReachableEnd[] {
  const first = facts.earliest_end_on;
  if (!rule || !first || rule.anchor === "period_end" || (limit && first >= limit)) return [];
  const last = limit && limit < until ? addDays(limit, -1) : until;
  const noticed = (ends_on: Day, is_from: boolean): ReachableEnd => {
    const due = lastNoticeFor(rule, ends_on);
    const explain = explainNoticeFor(rule, due, ends_on);
    return { ends_on, is_from, action: "notice", due, option_seqs: [], explain };
  };
  if (rule.anchor === "running") return first <= last ? [noticed(first, true)] : [];
  const found: ReachableEnd[] = [];
  for (let day = first; day <= last; day = noticeForWantedEnd(rule, addDays(day, 1)).nearest_on)
    found.push(noticed(day, false));
  return found;
}
