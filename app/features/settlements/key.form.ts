import { Reader } from "../contracts/numbers.form.ts";
import { type CostKey, DRIVERS, KEY_KINDS, wrongWith } from "../cost-keys/keys.rules.ts";
import type { Presence } from "../cost-keys/part-year.rules.ts";

/** What a party's three fields are called in the form of a key. */
export const partyField = (name: "weight" | "floor" | "cap", party: string) => `${name}_${party}`;

export interface KeyFacts {
  name: string;
  source: string;
  as_of_on: string | null;
}

export interface ReadKey extends KeyFacts {
  key: CostKey;
}

interface Known {
  parties: readonly (Presence & { id: string; party_order: number })[];
  /** Counted inhabitants, for fields that are left empty. */
  inhabitants: ReadonlyMap<string, { inhabitants: number; counted_on: string; source: string }>;
}

const ROUNDINGS = ["once", "per_line"] as const;

/**
 * A key from what was typed. Inhabitants that nobody typed are those of the official count, with its day and source.
 * @returns the key, or codes by field; "KST-004 99.9" carries the sum of the percentages
 */
export function readKey(
  typed: Readonly<Record<string, string>>,
  { parties, inhabitants }: Known,
): { errors: Record<string, string> } | { read: ReadKey } {
  const read = new Reader((name) => (typed[name] ?? "").trim());
  const name = read.required("name").slice(0, 200);
  const kind = read.choice("kind", KEY_KINDS);
  if (!kind) read.errors.kind ??= "required";
  const isCompound = kind === "mixed" || kind === "fixed_plus";
  const driver = isCompound ? read.choice("driver", DRIVERS) : null;
  if (isCompound && !driver) read.errors.driver ??= "required";
  const equalPercent = kind === "mixed" ? read.decimal("equal_percent", { decimals: 4, most: 100 }) : null;
  if (kind === "mixed" && equalPercent === null) read.errors.equal_percent ??= "required";
  const equalMinor = kind === "fixed_plus" ? read.amount("equal_amount") : null;
  if (kind === "fixed_plus" && equalMinor === null) read.errors.equal_amount ??= "required";
  if (equalMinor !== null && equalMinor < 0) read.errors.equal_amount ??= "out_of_range";
  const counted = isCompound ? driver : kind;
  const isCounted = counted === "inhabitants";
  let filled: { counted_on: string; source: string } | undefined;
  const members = parties.map((party) => {
    const field = partyField("weight", party.id);
    let weight = kind === "equal" ? "1" : read.decimal(field, { decimals: 6, most: 9_999_999_999 });
    const known = inhabitants.get(party.id);
    if (weight === null && isCounted && known) {
      weight = String(known.inhabitants);
      filled ??= known;
    }
    if (weight === null) read.errors[field] ??= isCounted ? "no_count" : "required";
    const [floorMinor, capMinor] = [
      read.amount(partyField("floor", party.id)),
      read.amount(partyField("cap", party.id)),
    ];
    if ((floorMinor ?? 0) < 0) read.errors[partyField("floor", party.id)] ??= "out_of_range";
    if ((capMinor ?? 0) < 0) read.errors[partyField("cap", party.id)] ??= "out_of_range";
    const { id, party_order, from, to, away } = party;
    const days = { from, to, ...(away ? { away } : {}) };
    return { party: id, party_order, weight: weight ?? "0", floorMinor, capMinor, ...days };
  });
  const as_of_on = read.day("as_of_on") ?? filled?.counted_on ?? null;
  const source = read.text("source")?.slice(0, 300) ?? filled?.source ?? "";
  const needsSource = kind !== null && !["equal", "fixed_percent", "own"].includes(counted ?? "");
  if (needsSource && source === "") read.errors.source ??= "required";
  if (needsSource && as_of_on === null) read.errors.as_of_on ??= "required";
  const rounding = read.choice("rounding", ROUNDINGS) ?? "once";
  if (Object.keys(read.errors).length > 0 || !kind) return { errors: read.errors };
  const key: CostKey = { kind, driver, equalPercent, equalMinor, rounding, members };
  const wrong = wrongWith(key);
  if (wrong) return { errors: errorAt(wrong, parties[0]?.id ?? "") };
  return { read: { key, name, source, as_of_on } };
}

function errorAt(wrong: NonNullable<ReturnType<typeof wrongWith>>, first: string): Record<string, string> {
  if (wrong.code === "KST-004") return { [partyField("weight", first)]: `KST-004 ${wrong.sum}` };
  if (wrong.code === "lines_need_proportions") return { rounding: wrong.code };
  if (wrong.code === "floor_above_cap") return { [partyField("floor", wrong.party ?? first)]: wrong.code };
  return { [partyField("weight", wrong.party ?? first)]: wrong.code };
}
