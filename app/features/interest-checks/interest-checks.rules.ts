import { type Grouping, type Quantities, sumQuantities } from "../surveys/buckets.rules.ts";
import { type Quorum, quorumOver, stateOn } from "../surveys/surveys.rules.ts";

/** States as stored; `open` past its last day is closed whether or not anything has noticed (contracts.md 9). */
export type State = "draft" | "open" | "closed" | "decided" | "withdrawn";
export type AnswerWord = "yes" | "option" | "conditional" | "later" | "no";
export const ANSWERS = [
  "yes",
  "option",
  "conditional",
  "later",
  "no",
] as const satisfies readonly AnswerWord[];

const steps: Record<State, readonly State[]> = {
  draft: ["open"],
  open: ["closed", "withdrawn"],
  closed: ["decided", "open"],
  decided: [],
  withdrawn: [],
};

/** Whether a check may go from one state to another; `closed` → `open` is the logged reopening. */
export function mayGo(from: State, to: string): boolean {
  return steps[from].some((state) => state === to);
}

/** More days while it is open; afterwards it is a reopening. */
export function mayExtend(from: State): boolean {
  return from === "open";
}

/** Whether nobody but the one who answered may see answers: until it closes, if the coordinator chose so. */
export function areAnswersHidden(
  check: { state: State; closes_on: string; answers_hidden_until_close: boolean },
  today: string,
): boolean {
  if (!check.answers_hidden_until_close) return false;
  const state = stateOn(check, today);
  return state !== "closed" && state !== "decided";
}

/** Groups of answers (contracts.md 9), in the order they are shown. */
export const BUCKETS = ["yes", "option", "conditional", "later", "no", "none", "self"] as const;
export type Bucket = (typeof BUCKETS)[number];

/** One organisation of a check: asked, let in, or put forward by itself. */
export interface Party {
  /** `self`: has put itself forward and is not let in yet. */
  standing: "invited" | "accepted" | "self";
  /** The newest handed-in reply. */
  reply: ReplyFacts | null;
}
export interface ReplyFacts {
  answer: AnswerWord;
  kind: "indication" | "binding";
  quantity_low: number | null;
  quantity_likely: number | null;
  quantity_high: number | null;
  is_after_close: boolean;
}

/** The grouping of interest checks. */
export const interestGrouping: Grouping<Party, Bucket> = {
  order: BUCKETS,
  bucketOf: ({ standing, reply }) => (standing === "self" ? "self" : (reply?.answer ?? "none")),
};

/** How a check counts towards its quorum. */
export interface QuorumRule {
  quorum_min: number;
  quorum_quantity: number | null;
  counts_as: "binding_yes" | "any_yes";
  counts_option: boolean;
}

/** Whether the answer counts towards the quorum: binding yes unless the check says otherwise; never conditional, later or no. */
export function countsToQuorum(
  { standing, reply }: Party,
  { counts_as, counts_option }: Pick<QuorumRule, "counts_as" | "counts_option">,
): boolean {
  if (standing === "self" || !reply) return false;
  if (reply.answer !== "yes" && !(reply.answer === "option" && counts_option)) return false;
  return counts_as === "any_yes" || reply.kind === "binding";
}

/** How far it is to the lowest number of organisations, and to the lowest quantity if there is one. */
export function quorumOf(parties: readonly Party[], rule: QuorumRule): Quorum {
  const counted = parties.filter((party) => countsToQuorum(party, rule));
  return quorumOver(
    counted.map((party) => party.reply!),
    { min: rule.quorum_min, quantity: rule.quorum_quantity },
  );
}

/** Sums of those who take part, of those who want an option, and of both: an option always counts in the ceiling. */
export function sumsOf(parties: readonly Party[]): Record<"yes" | "option" | "ceiling", Quantities> {
  const of = (...answers: Bucket[]) =>
    sumQuantities(
      parties
        .filter((party) => answers.includes(interestGrouping.bucketOf(party)))
        .map((party) => party.reply!),
    );
  return { yes: of("yes"), option: of("option"), ceiling: of("yes", "option") };
}

/** Replies that were handed in when the answers had been seen: the totals say so. */
export function changedAfterClose(parties: readonly Party[]): number {
  return parties.filter((party) => party.reply?.is_after_close).length;
}

/** Who goes on to a procurement (contracts.md 10): yes, option, and conditions that the coordinator says are met. */
export function goesOn(party: Party & { conditionMetOn: string | null }): boolean {
  const bucket = interestGrouping.bucketOf(party);
  return (
    bucket === "yes" || bucket === "option" || (bucket === "conditional" && party.conditionMetOn !== null)
  );
}
