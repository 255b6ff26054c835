import type { ReachableEnd } from "../deadlines/term.rules.ts";
import type { Alternative } from "./alternatives.rules.ts";

/* What the radar shows, as plain data: days are `YYYY-MM-DD` again. */

/** One contract's line in a group. */
export interface RadarLine {
  contractId: string;
  name: string;
  number: string;
  ownerId: string;
  ownerName: string;
  isOwn: boolean;
  /** Hidden from others; only ever true for own contracts. */
  isHidden: boolean;
  windowFrom: string;
  /** null while it runs until somebody gives notice */
  windowTo: string | null;
  /** Ends it can have, in order; those after the picture's last day left out. */
  ends: readonly string[];
  /** The end chosen for it, and what leads there. */
  chosen: {
    endsOn: string;
    action: ReachableEnd["action"];
    dueOn: string | null;
    optionSeqs: readonly number[];
  };
  /** Öre per year where the owner shares its price. */
  yearlyMinor: number | null;
}

/** An alternative with days as text. */
export interface RadarAlternative {
  spread: number;
  firstEnd: string;
  lastEnd: string;
  newContractOn: string;
  startBy: string;
  isTooLate: boolean;
}

/** Organisations that are counted anonymously and whose contracts end in the quarter. */
export interface AnonymousCount {
  year: number;
  quarter: number;
  atLeast: number;
}

/** Contracts that can be brought to end together. */
export interface RadarGroup {
  /** Product, function or supplier id, or CPV code, with the number of the group of that key. */
  key: string;
  name: string;
  /** The product, function or supplier by id; a CPV code is itself. */
  recordId: string;
  organisations: number;
  lines: readonly RadarLine[];
  nearest: RadarAlternative;
  feasible: RadarAlternative | null;
  anonymous: readonly AnonymousCount[];
  /** First and last day of the picture. */
  picture: { from: string; to: string };
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a day. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** The day of a number. */
export function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The alternative with days as text. */
export function written(one: Alternative): RadarAlternative {
  return {
    spread: one.spread,
    firstEnd: dayOf(one.firstEnd),
    lastEnd: dayOf(one.lastEnd),
    newContractOn: dayOf(one.newContractOn),
    startBy: dayOf(one.startBy),
    isTooLate: one.isTooLate,
  };
}

/** Where a day stands in a picture, in percent of its width; days outside stand at the edges. */
export function placeOf(day: string, { from, to }: RadarGroup["picture"]): number {
  const share = (dayNumber(day) - dayNumber(from)) / (dayNumber(to) - dayNumber(from));
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
}

/** New Year's Days within a picture. */
export function yearsIn({ from, to }: RadarGroup["picture"]): number[] {
  const years: number[] = [];
  for (let year = Number(from.slice(0, 4)) + 1; `${year}-01-01` <= to; year++) years.push(year);
  return years;
}
