/** An exact number: numerator and denominator, the latter above zero. */
export interface Fraction {
  n: bigint;
  d: bigint;
}

/** A weight as people and files give it: whole number, decimal with point ("2.25") or fraction ("1/3"). */
export type Exact = number | string;

export const ZERO: Fraction = { n: 0n, d: 1n };

/**
 * Reads an exact number.
 * @throws RangeError for what is none, for numbers that are not whole and safe (write them as text), and for division by zero
 */
export function exact(value: Exact): Fraction {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
    return { n: BigInt(value), d: 1n };
  }
  const ratio = /^(-?\d+)\/(\d+)$/.exec(value.trim());
  if (ratio && BigInt(ratio[2]!) !== 0n) return reduced(BigInt(ratio[1]!), BigInt(ratio[2]!));
  const decimal = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value.trim());
  if (!decimal) throw new RangeError(`not an exact number: ${value}`);
  const [, sign, whole, places = ""] = decimal;
  const n = BigInt(whole! + places);
  return reduced(sign ? -n : n, 10n ** BigInt(places.length));
}

/** @returns a + b */
export function plus(a: Fraction, b: Fraction): Fraction {
  return reduced(a.n * b.d + b.n * a.d, a.d * b.d);
}

/** @returns a − b */
export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { n: -b.n, d: b.d });
}

/** @returns a · b */
export function times(a: Fraction, b: Fraction): Fraction {
  return reduced(a.n * b.n, a.d * b.d);
}

/** @returns a ÷ b @throws RangeError when b is zero */
export function over(a: Fraction, b: Fraction): Fraction {
  if (b.n === 0n) throw new RangeError("division by zero");
  return b.n < 0n ? reduced(-a.n * b.d, a.d * -b.n) : reduced(a.n * b.d, a.d * b.n);
}

/** Negative, zero or positive as a is less than, equal to or more than b. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The sum of all. */
export function sum(all: readonly Fraction[]): Fraction {
  return all.reduce(plus, ZERO);
}

/** The largest whole number that is not more than a. */
export function floor({ n, d }: Fraction): bigint {
  const quotient = n / d;
  return n < 0n && quotient * d !== n ? quotient - 1n : quotient;
}

/** Fractions brought to one denominator, the least. */
export function overOne(all: readonly Fraction[]): { numerators: bigint[]; denominator: bigint } {
  const denominator = all.reduce((least, { d }) => (least / divisor(least, d)) * d, 1n);
  return { denominator, numerators: all.map(({ n, d }) => n * (denominator / d)) };
}

function divisor(a: bigint, b: bigint): bigint {
  let [greater, less] = [a, b];
  while (less !== 0n) [greater, less] = [less, greater % less];
  return greater;
}

/** A fraction as a decimal text with a point, cut (not rounded) after so many digits; "…" is the reader's to add. */
export function decimal({ n, d }: Fraction, digits: number): string {
  const all = ((n < 0n ? -n : n) * 10n ** BigInt(digits)) / d;
  const text = all.toString().padStart(digits + 1, "0");
  const sign = n < 0n && all > 0n ? "-" : "";
  return sign + (digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text);
}

/** The whole number that is nearest; halves away from zero. */
export function nearest({ n, d }: Fraction): number {
  const size = n < 0n ? -n : n;
  const whole = Number((2n * size + d) / (2n * d));
  return n < 0n && whole > 0 ? -whole : whole;
}

function reduced(n: bigint, d: bigint): Fraction {
  if (n === 0n) return { n: 0n, d: 1n };
  const common = divisor(n < 0n ? -n : n, d);
  return { n: n / common, d: d / common };
}
