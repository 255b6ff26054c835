import { type Quorum, quorumOver, stateOn } from "../surveys/surveys.rules.ts";

/* Renewal surveys (förlängningsenkät; licences.md 8). */

export type State = "draft" | "ready" | "open" | "closed" | "in_evaluation" | "completed" | "withdrawn";
export type AnswerWord = "yes" | "multi_year" | "no";
export const KINDS = ["renewal", "subscription", "interest", "selection"] as const;
export const NO_ANSWER = ["undecided", "leaves", "continues"] as const;

const steps: Record<State, readonly State[]> = {
  draft: ["ready"],
  ready: ["draft", "open"],
  open: ["closed", "withdrawn"],
  closed: ["in_evaluation", "open", "withdrawn"],
  in_evaluation: ["completed", "open", "withdrawn"],
  completed: [],
  withdrawn: [],
};

/** Whether a survey may go from one state to another; back to `open` is the logged reopening. */
export function mayGo(from: State, to: string): boolean {
  return steps[from].some((state) => state === to);
}

/** What still stands in the way of `ready`, in the order of the steps. */
export function missingForReady(round: {
  is_configured: boolean;
  has_participants: boolean;
  has_costs: boolean;
  successor_id: string | null;
  is_without_successor: boolean;
}): ("configuration" | "participants" | "costs" | "successor")[] {
  return [
    ...(round.is_configured ? [] : (["configuration"] as const)),
    ...(round.has_participants ? [] : (["participants"] as const)),
    ...(round.has_costs ? [] : (["costs"] as const)),
    ...(round.successor_id || round.is_without_successor ? [] : (["successor"] as const)),
  ];
}

/** Groups of answers, in the order they are shown. */
export const BUCKETS = [
  "renews",
  "multi_year",
  "joins",
  "late",
  "in_successor",
  "cancels",
  "not_interested",
  "no_answer",
] as const;
export type Bucket = (typeof BUCKETS)[number];
/** Those who go on to the agreement that follows. */
export const CARRIED = ["renews", "multi_year", "joins", "late"] as const satisfies readonly Bucket[];
export type Carried = (typeof CARRIED)[number];
export function isCarried(bucket: Bucket): bucket is Carried {
  return (CARRIED as readonly Bucket[]).includes(bucket);
}

/** What was answered, as far as groups and sums need it. */
export interface AnswerFacts {
  answer: AnswerWord;
  kind: "indication" | "binding";
  quantity: number | null;
  is_after_close: boolean;
}

/** One organisation of a survey. */
export interface Party {
  /** In the agreement that is being renewed, already in the one that follows, or neither. */
  place: "member" | "successor" | "outside";
  /** `self`: has put itself forward and is not let in. */
  standing: "invited" | "accepted" | "self";
  /** The newest version that was handed in. */
  reply: AnswerFacts | null;
  /** Rights it has today. */
  current: number | null;
  /** Where the coordinator has put it, with a reason. */
  placed: Exclude<Bucket, "no_answer"> | null;
}

/** How silence is read, once the time is over. */
export interface Silence {
  no_answer_means: (typeof NO_ANSWER)[number];
  isOver: boolean;
}

/** The group that follows from the answer; a hand that has moved it goes before. */
export function bucketOf(party: Party, { no_answer_means, isOver }: Silence): Bucket {
  const { place, reply, placed } = party;
  if (placed) return placed;
  if (place === "successor") return "in_successor";
  if (!reply) return isOver && no_answer_means === "continues" && place === "member" ? "renews" : "no_answer";
  if (reply.answer === "no") return place === "member" ? "cancels" : "not_interested";
  if (reply.is_after_close) return "late";
  if (place !== "member") return "joins";
  return reply.answer === "multi_year" ? "multi_year" : "renews";
}

/** How many it would take: what was answered, or what it has where silence or a hand carries it over. */
export function quantityOf(party: Party, bucket: Bucket): number {
  if (!isCarried(bucket)) return 0;
  return (party.reply && party.reply.answer !== "no" ? party.reply.quantity : null) ?? party.current ?? 0;
}

/** Only a binding yes of somebody who is asked or let in counts, and not if a hand has moved it out. */
export function countsToQuorum(party: Party, bucket: Bucket): boolean {
  const { standing, reply } = party;
  return standing !== "self" && reply?.kind === "binding" && reply.answer !== "no" && isCarried(bucket);
}

/** "2 av 3"; null where neither a number nor a quantity is asked for. */
export function quorumOf(
  parties: readonly { party: Party; bucket: Bucket }[],
  rule: { min_participants: number | null; min_quantity: number | null },
): Quorum | null {
  if (rule.min_participants === null && rule.min_quantity === null) return null;
  const counted = parties.filter(({ party, bucket }) => countsToQuorum(party, bucket));
  return quorumOver(
    counted.map(({ party, bucket }) => ({
      ...{ quantity_low: null, quantity_high: null },
      quantity_likely: quantityOf(party, bucket),
    })),
    { min: rule.min_participants ?? 0, quantity: rule.min_quantity },
  );
}

/** Whether the group is a final one: silence is, only where it was said beforehand what it means. */
export function isFinal(bucket: Bucket, no_answer_means: Silence["no_answer_means"]): boolean {
  return bucket !== "no_answer" || no_answer_means !== "undecided";
}

/** Whether silence and answers are read as over: closed by its date or by hand, and everything after. */
export function isOver(round: { state: State; closes_on: string }, today: string): boolean {
  const state = stateOn(round, today);
  return state === "closed" || state === "in_evaluation" || state === "completed";
}

/** What the work list asks the coordinator to find out about somebody who is carried over. */
export function gapsOf(
  reply: {
    kind: string;
    responder: string;
    authority_ref: string | null;
    invoice_address: string | null;
  } | null,
): ("signer" | "invoice_address")[] {
  return [
    ...(reply?.responder && reply.authority_ref ? [] : (["signer"] as const)),
    ...(reply?.invoice_address ? [] : (["invoice_address"] as const)),
  ];
}
