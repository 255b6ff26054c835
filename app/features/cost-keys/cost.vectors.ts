import {
  allocate,
  allocateMixed,
  allocatePerLine,
  instalments,
  type KeyParty,
  KeyRefused,
  percentOf,
  type Share,
} from "./allocation.rules.ts";
import { type Exact, exact } from "./fraction.rules.ts";
import { shareOut } from "./keys.rules.ts";
import { allocateWithin } from "./limits.rules.ts";
import type { Presence } from "./part-year.rules.ts";

/* Test vectors of cost keys (`npm run vectors`): their names into the product's, nothing else. */

type Given = { total_ore: number; parties: KeyParty[] };

const byParty = (shares: readonly Share[]) =>
  Object.fromEntries(shares.map((share) => [share.party, share.minor]));
const total = (amounts: Record<string, number>) => Object.values(amounts).reduce((a, b) => a + b, 0);
const difference = (a: Record<string, number>, b: Record<string, number>) =>
  Object.fromEntries(Object.keys(a).map((party) => [party, a[party]! - b[party]!]));
const answer = (shares_ore: Record<string, number>) => ({ shares_ore, sum_ore: total(shares_ore) });

/** A refusal as vectors write it. */
function orRefused<Input, Answer>(work: (input: Input) => Answer) {
  return (input: Input) => {
    try {
      return work(input);
    } catch (error) {
      if (error instanceof KeyRefused) return { refused: true, error_code: error.code };
      throw error;
    }
  };
}

export const costKinds = {
  allocate: orRefused(({ total_ore, parties }: Given) => answer(byParty(allocate(total_ore, parties)))),
  mixed_key: orRefused(({ total_ore, parties, percent_equal }: Given & { percent_equal: Exact }) =>
    answer(byParty(allocateMixed(total_ore, percentOf(total_ore, percent_equal), parties))),
  ),
  fixed_plus_variable: orRefused(
    ({ total_ore, parties, fixed_equal_ore }: Given & { fixed_equal_ore: number }) =>
      answer(byParty(allocateMixed(total_ore, exact(fixed_equal_ore), parties))),
  ),
  mixed_key_per_line: orRefused(
    ({ lines, parties }: Given & { lines: { line: string; amount_ore: number; weights: Exact[] }[] }) => {
      const done = allocatePerLine(
        lines.map(({ amount_ore, ...line }) => ({ ...line, amountMinor: amount_ore })),
        parties,
      );
      return {
        line_shares_ore: Object.fromEntries(done.lines.map(({ line, shares }) => [line, byParty(shares)])),
        ...answer(done.sums),
      };
    },
  ),
  settlement: ({
    actual_ore,
    parties,
    paid_ore,
  }: {
    actual_ore: number;
    parties: KeyParty[];
    paid_ore: Record<string, number>;
  }) => {
    const actual = byParty(allocate(actual_ore, parties));
    const difference_ore = difference(actual, paid_ore);
    return { actual_shares_ore: actual, difference_ore, difference_sum_ore: total(difference_ore) };
  },
  correction_run: ({
    corrected_actual_ore,
    parties,
    previous_shares_ore,
  }: {
    corrected_actual_ore: number;
    parties: KeyParty[];
    previous_shares_ore: Record<string, number>;
  }) => {
    const corrected = byParty(allocate(corrected_actual_ore, parties));
    const correction_ore = difference(corrected, previous_shares_ore);
    return { corrected_shares_ore: corrected, correction_ore, correction_sum_ore: total(correction_ore) };
  },
  quarterly_advances: ({
    year_amount_ore,
    instalments: count,
  }: {
    year_amount_ore: number;
    instalments: number;
  }) => {
    const parts = instalments(year_amount_ore, count);
    return { instalments_ore: parts, sum_ore: parts.reduce((a, b) => a + b, 0) };
  },
  part_year_membership: orRefused(
    ({ total_ore, year, parties }: { total_ore: number; year: number; parties: (KeyParty & Presence)[] }) => {
      const members = parties.map((party) => ({
        ...{ ...party, weight: String(party.weight) },
        ...{ floorMinor: null, capMinor: null },
      }));
      const key = {
        kind: "own",
        driver: null,
        equalPercent: null,
        equalMinor: null,
        rounding: "once",
      } as const;
      const { shares, daysInYear } = shareOut({ ...key, members }, total_ore, year);
      return {
        days_in_year: daysInYear,
        days_per_party: Object.fromEntries(shares.map(({ party, days }) => [party, days])),
        ...answer(byParty(shares)),
      };
    },
  ),
  floor_and_cap: orRefused(
    ({
      total_ore,
      parties,
    }: {
      total_ore: number;
      parties: (KeyParty & { floor_ore: number; cap_ore: number | null })[];
    }) =>
      answer(
        byParty(
          allocateWithin(
            total_ore,
            parties.map(({ floor_ore, cap_ore, ...party }) => ({
              ...party,
              floorMinor: floor_ore,
              capMinor: cap_ore,
            })),
          ),
        ),
      ),
  ),
};
