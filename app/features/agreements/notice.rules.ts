import type { Day } from "../deadlines/days.rules.ts";
import type { Explanation } from "../deadlines/explanation.rules.ts";
import { noticeForWantedEnd } from "../deadlines/notice.rules.ts";
import { noticeRuleOf } from "../deadlines/notice-rule.rules.ts";
import type { LastDay } from "../deadlines/term.rules.ts";
import { type AgreementTerms, termFacts, termOf } from "./agreements.rules.ts";

/** What a party's notice leads to, or why it cannot be given. */
export type NoticeOutcome =
  /** `late` when the last day for the running period has passed (UPP-001). */
  | {
      ends_on: Day;
      explain: Explanation;
      late: { given_on: Day; last_on: Day; ends_on: Day; next_on: Day } | null;
    }
  /** A day that the rule does not allow (UPP-002). */
  | { refused: "not_an_end"; wanted: Day; anchor: string; bound_on: Day | null; nearest_on: Day }
  /** Nothing is known of how the agreement is ended, or it cannot be ended early. */
  | { refused: "no_rule" };

/**
 * The end that a party's notice leads to.
 *
 * @param given the day the notice reached the other parties
 * @param wanted the day the party wants to have left; null for the earliest
 */
export function noticeOutcome(terms: AgreementTerms, given: Day, wanted: Day | null): NoticeOutcome {
  const term = termOf(terms);
  const facts = termFacts(terms, given);
  const earliest = facts.earliest_end_on;
  if (!earliest) return { refused: "no_rule" };
  const nearest = wanted ? nearestEnd(terms, given, earliest, wanted) : earliest;
  if (wanted && nearest !== wanted)
    return {
      refused: "not_an_end",
      wanted,
      anchor: term.notice_anchor,
      bound_on: term.binding_until_on,
      nearest_on: nearest,
    };
  const missed: LastDay | null =
    facts.last_notice && facts.notice_possible === false ? facts.last_notice : null;
  return {
    ends_on: nearest,
    explain: facts.explain.earliest_end_on ?? [],
    late: missed && {
      given_on: given,
      last_on: missed.last_on,
      ends_on: earliest,
      next_on: facts.next_notice?.last_on ?? facts.earliest_end_notice?.last_on ?? missed.last_on,
    },
  };
}

/** The first end on or after the wanted day that is not too early and that the rule allows. */
function nearestEnd(terms: AgreementTerms, given: Day, earliest: Day, wanted: Day): Day {
  const term = termOf(terms);
  if (wanted < earliest) return earliest;
  const known = noticeRuleOf(term);
  if ("rule" in known && term.notice_anchor !== "period_end")
    return noticeForWantedEnd(known.rule, wanted).nearest_on;
  // ends of periods: the one that the wanted day lies in, as seen from a day in it
  const at = termFacts(terms, wanted > given ? wanted : given);
  return at.current_period_end ?? earliest;
}
