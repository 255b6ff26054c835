import { addDays, addLength, type Day, earliest, latest } from "./days.rules.ts";
import { type ExplanationPart, part } from "./explanation.rules.ts";
import {
  boundUntil,
  endAfterNotice,
  explainLastDay,
  explainNoticeFor,
  firstNoticeDay,
  lastDay,
  lastNoticeFor,
  type NoticeRule,
} from "./notice.rules.ts";
import type { KnownNotice } from "./notice-rule.rules.ts";
import type { Plan } from "./plan.rules.ts";
import { leap, type Rolled, renewalAfter, type Standing } from "./renewal.rules.ts";
import { lastDayOfTerm } from "./spans.rules.ts";
import type { LastDay, TermFacts, TermInput } from "./term.rules.ts";

/** What the facts say about notice. */
export type NoticeFacts = Pick<
  TermFacts,
  | "last_notice"
  | "notice_possible"
  | "earliest_end_on"
  | "earliest_end_notice"
  | "next_notice"
  | "extended"
  | "unknown"
  | "missing"
  | "explain"
>;

const nothing = (): NoticeFacts => ({
  last_notice: null,
  notice_possible: null,
  earliest_end_on: null,
  earliest_end_notice: null,
  next_notice: null,
  extended: null,
  unknown: [],
  missing: [],
  explain: {},
});

interface Asked {
  term: TermInput;
  plan: Plan;
  known: KnownNotice;
  asOf: Day;
}

/** Notice on a contract that has not ended; `rolled` is null when it is open-ended. */
export function noticeFacts(asked: Asked, rolled: Rolled | null): NoticeFacts {
  const { term, known } = asked;
  if ("missing" in known) {
    const facts: NoticeFacts = { ...nothing(), unknown: ["earliest_end_on"], missing: [known.missing] };
    if (term.renewal_kind === "tacit" && !term.is_open_ended)
      facts.unknown.push("last_notice", "next_notice");
    return facts;
  }
  if (!rolled) return "rule" in known ? openEnded(asked, known.rule) : nothing();
  if (term.renewal_kind === "unknown")
    return {
      ...nothing(),
      unknown: ["earliest_end_on", "last_notice", "next_notice"],
      missing: ["renewal"],
    };
  const isTacit = term.renewal_kind === "tacit" && "rule" in known;
  if (isTacit && canGoOn(asked, rolled.at)) return tacit(asked, known.rule, rolled);
  return endingByItself(asked, rolled.at.period.ends_on);
}

/** Whether a tacit renewal follows a period; also when its length is not known. */
function canGoOn({ term, plan }: Asked, at: Standing): boolean {
  return renewalAfter(term, plan, at) !== null || !term.renewal_length || !term.renewal_unit;
}

/** The end a notice today gives, never before the contract has begun. */
function endToday({ term, asOf }: Asked, rule: NoticeRule): { ends_on: Day; explain: ExplanationPart[] } {
  const { ends_on, explain } = endAfterNotice(rule, asOf);
  return { ends_on: term.starts_on ? latest(ends_on, term.starts_on) : ends_on, explain: [...explain] };
}

function openEnded(asked: Asked, given: NoticeRule): NoticeFacts {
  const { plan } = asked;
  const rule = boundByFirstTerm(asked.term, given);
  const { ends_on, explain } = endToday(asked, rule);
  const earliest_end_on = plan.cap ? earliest(ends_on, plan.cap) : ends_on;
  const due = earliest_end_on === ends_on ? noticeStillFor(asked, rule, ends_on) : null;
  if (due) explain.push(...explainNoticeFor(rule, due, ends_on));
  return { ...nothing(), earliest_end_on, earliest_end_notice: due, explain: { earliest_end_on: explain } };
}

/** Until further notice after a first term: the contract is bound for that term. */
function boundByFirstTerm(term: TermInput, rule: NoticeRule): NoticeRule {
  const first = term.ends_on ?? firstTermEnd(term);
  if (!first || rule.binding_applies_to === "notice") return rule;
  return { ...rule, binding_until_on: rule.binding_until_on ? latest(rule.binding_until_on, first) : first };
}

function firstTermEnd(term: TermInput): Day | null {
  if (!term.starts_on || !term.initial_length || !term.initial_unit) return null;
  return lastDayOfTerm(term.starts_on, term.initial_length, term.initial_unit);
}

/** The last day for a notice that leads to an end, when it is not earlier than the first day notice can be given. */
function noticeStillFor({ asOf }: Asked, rule: NoticeRule, end: Day): LastDay | null {
  const due = lastNoticeFor(rule, end);
  return due.last_on >= firstNoticeDay(rule, asOf) ? due : null;
}

/** A fixed term, or the last renewal that was allowed: at most an early end (deadlines.md 4.6). */
function endingByItself(asked: Asked, end: Day): NoticeFacts {
  const { known } = asked;
  const itself = part("ends_by_itself", { ends_on: end });
  if (!("rule" in known) || known.rule.anchor === "period_end")
    return { ...nothing(), earliest_end_on: end, explain: { earliest_end_on: [itself] } };
  const early = endToday(asked, known.rule);
  if (early.ends_on >= end) {
    const steps = [...early.explain, part("not_after_end", { ends_on: end })];
    return { ...nothing(), earliest_end_on: end, explain: { earliest_end_on: steps } };
  }
  const due = noticeStillFor(asked, known.rule, early.ends_on);
  return {
    ...nothing(),
    earliest_end_on: early.ends_on,
    earliest_end_notice: due,
    explain: { earliest_end_on: early.explain },
  };
}

/** Counting months forwards and backwards differs by up to three days. */
const A_MONTHS_DIFFERENCE = 7;

/** The first end, from a period on, that notice can still reach; null when the contract then ends by itself or the length is unknown. */
function nextNotice(asked: Asked, rule: NoticeRule, from: Standing): { due: LastDay | null; at: Standing } {
  const first = firstNoticeDay(rule, asked.asOf);
  const bound = boundUntil(rule);
  const reached = addDays(addLength(first, rule.length, rule.unit), -A_MONTHS_DIFFERENCE);
  let at = leap(asked.term, asked.plan, from, bound ? latest(reached, bound) : reached);
  for (;;) {
    const due = lastDay(at.period.ends_on, rule.length, rule.unit, rule.buffer_days);
    if (!canGoOn(asked, at)) return { due: null, at };
    if (first <= due.last_on && (!bound || bound <= at.period.ends_on)) return { due, at };
    const next = renewalAfter(asked.term, asked.plan, at);
    if (!next) return { due: null, at };
    at = next;
  }
}

function tacit(asked: Asked, rule: NoticeRule, rolled: Rolled): NoticeFacts {
  const { at } = rolled;
  const end = at.period.ends_on;
  const { length, unit, buffer_days } = rule;
  const last_notice = lastDay(end, length, unit, buffer_days);
  const lastSteps = explainLastDay(last_notice, end, length, unit, buffer_days);
  const next = nextNotice(asked, rule, at);
  const isPossible = next.due !== null && next.at === at;
  const facts: NoticeFacts = {
    ...nothing(),
    last_notice,
    notice_possible: isPossible,
    next_notice: next.due && { ...next.due, ends_on: next.at.period.ends_on },
    extended: extendedBy(asked, rule, rolled),
    explain: { last_notice: lastSteps },
  };
  if (!isPossible && !next.due && !renewalAfter(asked.term, asked.plan, next.at) && canGoOn(asked, next.at)) {
    facts.unknown.push("earliest_end_on", "next_notice");
    facts.missing.push("renewal_length");
    return facts;
  }
  const nextEnd = next.at.period.ends_on;
  if (next.due) facts.explain.next_notice = explainLastDay(next.due, nextEnd, length, unit, buffer_days);
  const earlier = rule.anchor === "period_end" ? null : earlyEnd(asked, rule, nextEnd);
  facts.earliest_end_on = earlier?.ends_on ?? nextEnd;
  facts.earliest_end_notice = earlier ? noticeStillFor(asked, rule, earlier.ends_on) : next.due;
  facts.explain.earliest_end_on =
    earlier?.explain ?? explainNext(rule, last_notice, isPossible, next.due, end, nextEnd);
  if (facts.extended)
    facts.explain.extended = [
      part("missed", { missed_on: facts.extended.missed_on, ends_on: facts.extended.ends_on }),
    ];
  return facts;
}

/** A running or calendar anchor can end a contract inside a period; the notice also prevents the next renewal. */
function earlyEnd(asked: Asked, rule: NoticeRule, nextEnd: Day) {
  const early = endToday(asked, rule);
  return early.ends_on < nextEnd ? early : null;
}

function explainNext(
  rule: NoticeRule,
  last: LastDay,
  isPossible: boolean,
  due: LastDay | null,
  end: Day,
  nextEnd: Day,
): ExplanationPart[] {
  if (isPossible) return [part("notice_in_time", { last_on: last.last_on, ends_on: end })];
  const bound = boundUntil(rule);
  const why =
    bound && bound > end
      ? part("bound_until", { binding: bound })
      : part("notice_too_late", { last_on: last.last_on, ends_on: end });
  const then = due
    ? part("next_end", { last_on: due.last_on, ends_on: nextEnd })
    : part("ends_by_itself", { ends_on: nextEnd });
  return [why, then];
}

/** "Förlängt till": the last notice date of the running period has passed, or it is itself the result of one that did. */
function extendedBy(asked: Asked, rule: NoticeRule, { at, before }: Rolled): TermFacts["extended"] {
  const missed = (standing: Standing): Day | null => {
    const due = lastDay(standing.period.ends_on, rule.length, rule.unit, 0);
    const bound = boundUntil(rule);
    const couldBeGiven =
      (!bound || bound <= standing.period.ends_on) && firstNoticeDay(rule, due.last_on) === due.last_on;
    return couldBeGiven && due.last_on < asked.asOf ? due.last_on : null;
  };
  const now = missed(at);
  const next = renewalAfter(asked.term, asked.plan, at);
  if (now && next) return { missed_on: now, ends_on: next.period.ends_on };
  const then = before && missed(before);
  return then ? { missed_on: then, ends_on: at.period.ends_on } : null;
}
