import type { TermUnit } from "#db/schema/contracts.ts";
import { LONGEST } from "../contracts/fields.rules.ts";
import type { Json, Reading } from "./cells.rules.ts";
import type { Cell } from "./file.rules.ts";

/*
 * How terms are written in lists, and what they mean where they mean one thing only. Read terms have a form of their own, which is
 * kept and compared: a length "24 months", several "24 months + 12 months", a notice "3 months period_end". What can be read in two
 * ways is an error; what says too little stays unknown. Nothing is guessed: a wrong last day to give notice is worse than none.
 */

const UNITS: readonly [RegExp, TermUnit][] = [
  [/^(?:år|års|year|years|yr|yrs|y)$/, "years"],
  [/^(?:mån|månad|månader|månaders|mån\.|m|mo|month|months)$/, "months"],
  [/^(?:v|vecka|veckor|veckors|week|weeks)$/, "weeks"],
  [/^(?:d|dag|dagar|dagars|day|days)$/, "days"],
];
const NUMBERS = "noll en|ett två tre fyra fem sex sju åtta nio tio elva tolv".split(" ");
const LENGTH = /(\d{1,4})\s*-?\s*(\p{L}+\.?)?/u;

function unitOf(word: string | undefined): TermUnit | undefined {
  return word === undefined ? undefined : UNITS.find(([form]) => form.test(word))?.[1];
}

/** A number with its unit as it is kept, or null when nobody agrees on so long a time. */
function oneLength(found: readonly string[]): string | null {
  const [count, unit] = [Number(found[1]), unitOf(found[2])!];
  return count <= LONGEST[unit] ? `${count} ${unit}` : null;
}

/** Small letters, single spaces, numbers up to twelve as digits. */
function plain(cell: Cell): string {
  return String(cell)
    .toLowerCase()
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/[()]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/(?<!\p{L})(ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)(?!\p{L})/gu, (word) =>
      String(NUMBERS.findIndex((names) => names.split("|").includes(word))),
    );
}

/** "24+12+12", "2+1+1 år", "2 x 12 mån": lengths in order, or what is wrong. */
function readLengths(text: string): string[] | "ambiguous_length" | "not_a_length" {
  const repeated = /^(\d)\s*(?:x|×|\*|st(?:ycken)?)\s*(?:om |à |a )?(.+)$/.exec(text);
  if (repeated) {
    const one = readLengths(repeated[2]!);
    return Array.isArray(one) && one.length === 1 ? Array(Number(repeated[1])).fill(one[0]!) : "not_a_length";
  }
  const parts = text.split(/\s*(?:\+|\boch\b|&)\s*/).filter((part) => part !== "");
  const read = parts.map((part) => new RegExp(`^${LENGTH.source}$`, "u").exec(part));
  if (parts.length === 0 || read.some((found) => !found || (found[2] && !unitOf(found[2]))))
    return "not_a_length";
  const numbers = read.map((found) => Number(found![1]));
  const last = unitOf(read.at(-1)![2]);
  const said = read.map((found) => unitOf(found![2]) ?? last);
  const unit = said.every((each) => each === undefined) ? unitByNumbers(numbers) : undefined;
  if (said.some((each) => each === undefined) && !unit) return "ambiguous_length";
  const units = said.map((each) => (each ?? unit) as TermUnit);
  if (numbers.some((number, index) => number < 1 || number > LONGEST[units[index]!])) return "not_a_length";
  return numbers.map((number, index) => `${number} ${units[index]}`);
}

/** Without a unit only a sum tells: nobody agrees on 2+1+1 months or on 24+12+12 years. */
function unitByNumbers(numbers: readonly number[]): TermUnit | undefined {
  if (numbers.length < 2) return undefined;
  if (numbers.every((number) => number <= 5)) return "years";
  return numbers.every((number) => number >= 12) ? "months" : undefined;
}

const joined = (lengths: readonly string[]): Reading => ({ value: lengths.join(" + ") });

/** How long a contract runs at first, with its options behind plus signs; "open" until further notice. */
export function readContractLength(cell: Cell): Reading {
  const text = plain(cell);
  if (/tills ?vidare|löpande avtal|^löpande$|until further notice|open.ended/.test(text))
    return { value: "open" };
  const split =
    /^(.+?)[,;]?\s+(?:med |plus |och |\+ ?)?(?:möjlighet till |rätt till )?(?:förlängnings)?(?:option(?:er)?)\s*(?:om|på|till|:)?\s*(.+)$/.exec(
      text,
    );
  if (split) {
    const [first, more] = [readLengths(split[1]!.trim()), readLengths(split[2]!.trim())];
    if (Array.isArray(first) && Array.isArray(more)) return joined([...first, ...more]);
    return {
      error:
        first === "ambiguous_length" || more === "ambiguous_length" ? "ambiguous_length" : "not_a_length",
    };
  }
  const lengths = readLengths(text);
  return Array.isArray(lengths) ? joined(lengths) : { error: lengths };
}

/** Options one after the other, or "none". */
export function readContractOptions(cell: Cell): Reading {
  const text = plain(cell);
  if (/^(?:nej|inga?|0|none|no)(?:\s|$)/.test(text)) return { value: "none" };
  const bare = text
    .replace(/^(?:ja[,:]?\s+)?(?:option(?:er)?\s*(?:om|på)?\s*)?/, "")
    .replace(/\s*option(?:er)?$/, "");
  const lengths = readLengths(bare);
  return Array.isArray(lengths) ? joined(lengths) : { error: lengths };
}

/** One length, such as how long before the end an option must be called. */
export function readOneLength(cell: Cell): Reading {
  const text = plain(cell).replace(/\s*(?:före|innan|before)\b.*$/, "");
  const lengths = readLengths(text);
  if (!Array.isArray(lengths)) return { error: lengths };
  return lengths.length === 1 ? { value: lengths[0]! } : { error: "not_a_length" };
}

const ANCHORS: readonly [RegExp, string][] = [
  [/kvartal|quarter/, "quarter_end"],
  [/halvår|half.?year/, "half_year_end"],
  [/årsskifte|kalenderår|årets slut|year.?end|end of (?:the )?year/, "year_end"],
  [/månadsskifte|månadens slut|month.?end|end of (?:the )?month/, "month_end"],
  [/mandatperiod/, "term_of_office_end"],
  [/löpande|när som helst|running|any time/, "running"],
  [
    /(?:avtals?|period|tid|kontrakts?)\p{L}* (?:slut|utgång|upphör)|avtalsslut|avtalstidens|periodens|end of (?:the )?(?:contract|term|period)/u,
    "period_end",
  ],
];

/**
 * The notice rule: its length and to when it counts. A length without a word of when is kept with the rule unknown; a text that
 * tells no length is kept as text. Both are said.
 */
export function readNotice(cell: Cell): Reading {
  const text = plain(cell);
  const raw = String(cell).replace(/\s+/g, " ").trim();
  if (/^(?:okänt?|oklart|vet ej|\?|unknown)$/.test(text)) return { value: "unknown" };
  const anchors = [...new Set(ANCHORS.filter(([form]) => form.test(text)).map(([, anchor]) => anchor))];
  const found = [...text.matchAll(new RegExp(LENGTH.source, "gu"))].filter((each) => unitOf(each[2]));
  if (found.length !== 1 || anchors.length > 1)
    return { value: `unknown: ${raw.slice(0, 280)}`, warning: "notice_unknown" };
  const length = oneLength(found[0]!);
  const [anchor] = anchors;
  if (!length) return { error: "not_a_length" };
  return anchor
    ? { value: `${length} ${anchor}` }
    : { value: `${length} unknown`, warning: "notice_anchor_unknown" };
}

/** What happens at the end: "none", "tacit 12 months", "express 12 months", "tacit", "express" or "unknown". */
export function readRenewal(cell: Cell): Reading {
  const text = plain(cell);
  if (/^(?:nej|ingen|inga|0|none|no|upphör|förlängs (?:ej|inte))(?![\p{L}])/u.test(text))
    return { value: "none" };
  const isTacit = /automat|tyst|förlängs (?:med|om|löpande)|tacit/.test(text);
  const isExpress = /överens|skriftlig|express|efter beslut/.test(text);
  const found = [...text.matchAll(new RegExp(LENGTH.source, "gu"))].filter((each) => unitOf(each[2]));
  const yearly = /(?:ett år i taget|årsvis|årligen|yearly)/.test(text) ? "1 years" : undefined;
  const length = found.length === 1 ? oneLength(found[0]!) : yearly;
  if (length === null) return { error: "not_a_length" };
  if (isTacit === isExpress || found.length > 1) return { value: "unknown", warning: "renewal_unknown" };
  const kind = isTacit ? "tacit" : "express";
  return length ? { value: `${kind} ${length}` } : { value: kind, warning: "renewal_length_unknown" };
}

/** A CPV code, alone or before its name: `48000000`, `48000000-8 Programvara`. */
export function readCpv(cell: Cell): Reading {
  const found = /^(\d{8})(?:-(\d))?(?:\s|$|,|;|:)/.exec(`${String(cell).trim()} `);
  return found ? { value: found[1]! } : { error: "not_a_cpv_code" };
}

/** Names of systems, separated by semicolon, bar, comma or line end. */
export function readSystemNames(cell: Cell): Reading {
  const names = String(cell)
    .split(/[;|\n,]/)
    .map((name) => name.replace(/\s+/g, " ").trim())
    .filter((name) => name !== "");
  const long = names.find((name) => name.length > 300);
  if (long) return { error: "too_long", details: { length: String(long.length), limit: "300" } };
  return { value: [...new Set(names)] };
}

/**
 * Puts together what one row says of its terms in several cells: options behind a length, a length in months, and how long before
 * an option must be called.
 * @returns the field that contradicts another, if one does
 */
export function settleTerms(values: Record<string, Json | null>): string | undefined {
  const months = values.length_months;
  delete values.length_months;
  if (months !== undefined && months !== null) {
    if (values.length !== undefined && values.length !== `${months} months`) return "length_months";
    values.length = `${months} months`;
  }
  const [first, ...rest] = typeof values.length === "string" ? values.length.split(" + ") : [];
  if (rest.length > 0) {
    if (values.options !== undefined && values.options !== rest.join(" + ")) return "options";
    values.length = first!;
    values.options = rest.join(" + ");
  }
  const call = values.option_call;
  delete values.option_call;
  if (typeof call === "string" && typeof values.options === "string" && values.options !== "none")
    values.options = values.options
      .split(" + ")
      .map((option) => `${option} by ${call}`)
      .join(" + ");
  return undefined;
}
