/*
 * Price adjustment by index (contracts.md 5). Per cents, index values and factors are exact fractions of whole numbers: nothing is
 * rounded before the öre.
 */

/** How a contract follows an index. Per cents as decimal texts. */
export interface IndexTerms {
  indexed_share: string;
  cap: string | null;
  floor: string | null;
}

interface Fraction {
  over: bigint;
  under: bigint;
}

function fraction(text: string): Fraction {
  const isNegative = text.startsWith("-");
  const [whole = "0", part = ""] = text.replace("-", "").split(".");
  const over = BigInt(whole + part);
  return { over: isNegative ? -over : over, under: 10n ** BigInt(part.length) };
}

const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
const isLess = (a: Fraction, b: Fraction): boolean => a.over * b.under < b.over * a.under;
const percent = (text: string): Fraction => times(fraction(text), { over: 1n, under: 100n });
const ONE: Fraction = { over: 1n, under: 1n };

/** 1 + share × (new / base − 1), then cap and floor on the change. */
function factorOf({ indexed_share, cap, floor }: IndexTerms, base: string, value: string): Fraction {
  const [from, to] = [fraction(base), fraction(value)];
  const ratio: Fraction = { over: to.over * from.under, under: to.under * from.over };
  const change = times(percent(indexed_share), plus(ratio, { over: -1n, under: 1n }));
  const highest = cap === null ? change : percent(cap);
  const capped = isLess(highest, change) ? highest : change;
  const lowest = floor === null ? capped : percent(floor);
  return plus(ONE, isLess(capped, lowest) ? lowest : capped);
}

/** An amount in öre after adjustment, half up. */
export function adjustedMinor(minor: number, terms: IndexTerms, base: string, value: string): number {
  const { over, under } = factorOf(terms, base, value);
  const product = BigInt(minor) * over;
  // floor of (2·product + under) / (2·under): half up, also below zero
  const [top, bottom] = [2n * product + under, 2n * under];
  const whole = top / bottom;
  return Number(top < 0n && whole * bottom !== top ? whole - 1n : whole);
}

/** How much the price changes, in per cent with four decimals, for people to read. */
export function changePercent(terms: IndexTerms, base: string, value: string): number {
  const { over, under } = factorOf(terms, base, value);
  return Number(((over - under) * 1_000_000n) / under) / 10_000;
}
