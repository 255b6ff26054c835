import type { Formats } from "../../text/format.ts";
import type { costKeysText } from "./cost-keys.text.ts";
import { compare, decimal, exact, type Fraction, minus, over } from "./fraction.rules.ts";
import { type CostKey, countedBy, type KeyResult, type KeyShare, restOf } from "./keys.rules.ts";

type Words = (typeof costKeysText)["sv"];

/** An exact part in öre as kronor with up to five decimals; "…" where there are more. */
export function exactMoney(part: Fraction, format: Formats): string {
  const kronor = over(part, exact(100));
  const text = decimal(kronor, 5);
  const isCut = compare(exact(text), kronor) !== 0;
  const [whole = "0", places = ""] = text.replace("-", "").split(".");
  const mark = format.number(0.5).charAt(1);
  const kept = isCut ? places : places.replace(/0+$/, "").padEnd(places === "00000" ? 0 : 2, "0");
  const digits = format.number(Number(whole), 0) + (kept && mark + kept) + (isCut ? "…" : "");
  // words and place of the currency come from the format itself
  return format.money(100).replace("1", `${part.n < 0n ? "\u2212" : ""}${digits}`);
}

/** A decimal text with the reader's marks. */
export function weightText(weight: string, format: Formats): string {
  return format.number(Number(weight), 6);
}

/** Per cent with three decimals, from a weight and the sum of all. */
export function percentText(weight: string, sum: string, format: Formats): string {
  const share = Number(decimal(over(exact(weight), exact(sum)), 8));
  return format.percent(share, 3);
}

/**
 * How one party's share was reached, in sentences ("Så räknades det").
 * @param parties names nobody: who the share belongs to stands beside the sentences
 */
export function explained(
  { key, result, share }: { key: CostKey; result: KeyResult; share: KeyShare },
  t: Words,
  format: Formats,
): string[] {
  const e = t.explain;
  if (share.days === 0) return [e.notThisYear];
  const unit = t.units[countedBy(key)] ?? "";
  const [weight, sum] = [weightText(share.weight, format), weightText(result.weightSum, format)];
  const total = format.money(result.totalMinor);
  const unlimited = exactMoney(share.unlimited, format);
  const isWholeYear = result.shares.every(({ days }) => days === result.daysInYear);
  const lines: string[] = [];
  if (share.equalPart) {
    lines.push(e.equalPart(exactMoney(share.equalPart, format)));
    lines.push(e.restPart(weight, sum, unit, exactMoney(restOf(share), format)));
  } else if (key.kind === "fixed_percent" && isWholeYear)
    lines.push(e.fixedPercent(total, weight, unlimited));
  else if (key.kind === "equal") {
    if (isWholeYear) lines.push(e.equally(total, result.shares.length, unlimited));
  } else {
    lines.push(e.byWeight(weight, sum, unit, percentText(share.weight, result.weightSum, format)));
    if (isWholeYear) lines.push(e.product(total, weight, sum, unlimited));
  }
  if (share.days < result.daysInYear) lines.push(e.days(share.days, result.daysInYear, unlimited));
  else if (!isWholeYear) lines.push(e.othersByDays(unlimited));
  const part = exactMoney(share.exact, format);
  if (share.limit === "floor") lines.push(e.floor(unlimited, part));
  else if (share.limit === "cap") lines.push(e.cap(unlimited, part));
  else if (compare(share.exact, share.unlimited) !== 0) lines.push(e.limited(unlimited, part));
  const minor = format.money(share.minor);
  const rest = minus(exact(share.minor), share.exact);
  if (key.rounding === "per_line") lines.push(e.perLine);
  else lines.push(rest.n === 0n ? e.even : share.isRoundedUp ? e.up(minor) : e.down(minor));
  return lines;
}
