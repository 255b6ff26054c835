import { addDays, type Day, latest } from "./days.rules.ts";
import { type Explanation, part } from "./explanation.rules.ts";
import { type StatuteBook, seededStatutes } from "./statute.rules.ts";
import { statutory } from "./statutory.rules.ts";

/** One notice board (anslagstavla). */
export interface Posting {
  posted_on: Day | null;
  taken_down_on: Day | null;
}

/** The appeal clock (klagotid): `not_running` until all boards have it, `broken` when one took it down too early, `unknown` without a rule. */
export interface AppealPeriod {
  clock: "running" | "not_running" | "broken" | "unknown";
  /** The latest posting. */
  counted_from: Day | null;
  raw_on: Day | null;
  last_appeal_on: Day | null;
  /** The day after the last appeal day; the earliest day to take it down. */
  take_down_from_on: Day | null;
  /** Legal force, when nobody appeals. */
  legal_force_on: Day | null;
  /** It must be announced again (KL 13:5 st. 2). */
  must_post_again: boolean;
  explain: Explanation;
}

const stopped: AppealPeriod = {
  clock: "not_running",
  counted_from: null,
  raw_on: null,
  last_appeal_on: null,
  take_down_from_on: null,
  legal_force_on: null,
  must_post_again: false,
  explain: [],
};

/**
 * How long minutes can be appealed: three weeks from when they are up on every board (KL 13:5, 9:32), moved to a working day; they must
 * stay up the whole time.
 *
 * @param reposted_on when an announcement that was taken down too early was put up again; a new full period is counted
 */
export function appealPeriod(
  boards: readonly Posting[],
  reposted_on: Day | null = null,
  book: StatuteBook = seededStatutes,
): AppealPeriod {
  const posted = boards.flatMap((board) => board.posted_on ?? []);
  if (posted.length === 0 || posted.length < boards.length)
    return {
      ...stopped,
      explain: [part("not_all_posted", { posted: posted.length, boards: boards.length })],
    };
  const first = periodFrom(posted.reduce(latest), book);
  const taken = boards.flatMap((board) => board.taken_down_on ?? []);
  const early = taken.find((day) => first.take_down_from_on && day < first.take_down_from_on);
  if (!early) return first;
  if (reposted_on) return periodFrom(reposted_on, book);
  return {
    ...stopped,
    clock: "broken",
    counted_from: first.counted_from,
    raw_on: first.raw_on,
    must_post_again: true,
    explain: [
      ...first.explain,
      part("taken_down_early", { taken_down_on: early, from: first.take_down_from_on ?? "" }),
    ],
  };
}

function periodFrom(counted_from: Day, book: StatuteBook): AppealPeriod {
  const rule = book("appeal.weeks", counted_from);
  if (!rule) return { ...stopped, clock: "unknown" };
  const { raw_on, last_on, explain } = statutory({
    from: counted_from,
    length: rule.value,
    unit: "weeks",
    moves: "yes",
    rule,
  });
  const after = addDays(last_on, 1);
  return {
    ...stopped,
    clock: "running",
    counted_from,
    raw_on,
    last_appeal_on: last_on,
    take_down_from_on: after,
    legal_force_on: after,
    explain: [part("all_posted", { on: counted_from }), ...explain],
  };
}
