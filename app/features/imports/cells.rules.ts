import type { Cell } from "./file.rules.ts";

/** Which number comes first where a date is written with two small numbers and the year last. */
export type DayOrder = "day_first" | "month_first";

export type Json = string | number | boolean | Json[];

/** What may be wrong, or worth knowing, with one cell. Wording in `cells.text.ts`. */
export type CellCode =
  | "unknown_value"
  | "not_a_number"
  | "not_whole"
  | "negative"
  | "number_too_large"
  | "ambiguous_number"
  | "multiplied_amount"
  | "foreign_currency"
  | "not_a_date"
  | "ambiguous_date"
  | "no_such_date"
  | "no_day"
  | "no_year"
  | "year_out_of_range"
  | "too_long"
  | "not_a_link"
  | "not_a_country"
  | "not_an_organisation_number"
  | "formula_error"
  | "malformed_quotes"
  | "too_many_cells"
  | "required"
  | "no_letters"
  | "stand_in_date"
  | "odd_characters"
  | "unreadable_characters"
  | "rounded"
  | "check_digit"
  | "personal_number"
  | "looks_like_personal_number"
  | "not_a_length"
  | "ambiguous_length"
  | "contradicting_terms"
  | "not_a_cpv_code"
  | "notice_unknown"
  | "notice_anchor_unknown"
  | "renewal_unknown"
  | "renewal_length_unknown";

/** What a cell reader found. A warning keeps the value; `value: undefined` means not given. */
export type Reading =
  | { value: Json | undefined; warning?: CellCode; details?: Record<string, string> }
  | { error: CellCode; allowed?: string[]; suggestions?: string[]; details?: Record<string, string> };

const NOT_GIVEN = new Set([
  "",
  "-",
  "–",
  "—",
  "n/a",
  "n.a.",
  "saknas",
  "uppgift saknas",
  "ej angivet",
  "ej tillämpligt",
]);
const CLEAR = new Set(["(töm)", "(clear)"]);
const FORMULA_ERROR =
  /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|REFERENS!|SAKNAS!|VÄRDEFEL!|DIVISION\/0!|NAMN\?|SKÄRNING!|OGILTIGT!|FORMEL!)$/i;
const STAND_INS = new Set([
  "2036-01-01",
  "9999-12-31",
  "2999-12-31",
  "2099-12-31",
  "1900-01-01",
  "0001-01-01",
]);
/** Characters that change how text is shown without being seen, and control characters. Tab and line end stay. */
const ODD =
  /(?![\t\n\r])[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/gu;

export type CellState =
  | { state: "not_given" }
  | { state: "clear" }
  | { state: "error"; code: CellCode }
  | { state: "given"; cell: Cell; warning?: CellCode };

/**
 * What a cell says before its field is considered: nothing (blank, `-`, `n/a` and the like), an order to clear the
 * old value (`(töm)`), a formula that failed, or a value with invisible characters taken away.
 */
export function readCell(cell: Cell | undefined): CellState {
  if (cell === undefined) return { state: "not_given" };
  if (typeof cell === "number") return { state: "given", cell };
  const cleaned = cell.replace(ODD, "");
  // Exports put an apostrophe before what a spreadsheet would run as a formula; read back, the text is as it was.
  const text = cleaned
    .normalize("NFC")
    .trim()
    .replace(/^'(?=[=+\-@])/, "");
  const word = text.toLowerCase();
  if (NOT_GIVEN.has(word)) return { state: "not_given" };
  if (CLEAR.has(word)) return { state: "clear" };
  if (FORMULA_ERROR.test(text)) return { state: "error", code: "formula_error" };
  if (cleaned.length !== cell.length) return { state: "given", cell: text, warning: "odd_characters" };
  if (text.includes("\ufffd")) return { state: "given", cell: text, warning: "unreadable_characters" };
  return { state: "given", cell: text };
}

/** One line of text of at most `limit` characters; inner runs of space become one. */
export function readLine(cell: Cell, limit = 200): Reading {
  const text = String(cell).replace(/\s+/g, " ").trim();
  return text.length > limit ? tooLong(text, limit) : { value: text };
}

/** Text that may have several lines. */
export function readText(cell: Cell, limit = 4000): Reading {
  const text = String(cell).replace(/\r\n?/g, "\n").trim();
  return text.length > limit ? tooLong(text, limit) : { value: text };
}

function tooLong(text: string, limit: number): Reading {
  return { error: "too_long", details: { length: String(text.length), limit: String(limit) } };
}

/**
 * Several names in one cell, separated by semicolon, bar, line end or comma; each once. Names may hold commas themselves: those
 * that `isKnown` are kept together, and a text with commas of which it knows nothing is one name.
 */
export function readNames(cell: Cell, isKnown: (name: string) => boolean): Reading {
  const names = String(cell)
    .split(/[;|\n]/)
    .map((name) => name.replace(/\s+/g, " ").trim())
    .filter((name) => name !== "")
    .flatMap((name) => partsOf(name, isKnown));
  const long = names.find((name) => name.length > 200);
  if (long) return tooLong(long, 200);
  return { value: [...new Set(names)] };
}

function partsOf(text: string, isKnown: (name: string) => boolean): string[] {
  const parts = text.split(/\s*,\s*/).filter((part) => part !== "");
  const names: string[] = [];
  let isAnyKnown = false;
  for (let from = 0; from < parts.length; ) {
    let to = parts.length;
    while (to > from + 1 && !isKnown(parts.slice(from, to).join(", "))) to--;
    const name = parts.slice(from, to).join(", ");
    isAnyKnown ||= isKnown(name);
    names.push(name);
    from = to;
  }
  return isAnyKnown ? names : [text];
}

type Decimal = { sign: 1 | -1; whole: string; fraction: string };

/**
 * Reads digits as Swedish lists write them: space, full stop or apostrophe between thousands, comma or full stop
 * before decimals. `1.250` and `1,250` can be read two ways and are refused.
 */
function readDecimal(text: string): Decimal | CellCode {
  const compact = text
    .replace(/[\u00a0\u202f\u2009]/g, " ")
    .replace(/[−–]/g, "-")
    .trim();
  const match = /^([+-]?)\s*(\d[\d .,'’]*)$/.exec(compact);
  if (!match) return "not_a_number";
  const sign = match[1] === "-" ? -1 : 1;
  const digits = match[2]!.trim();
  const plain = /^(\d+)(?:[.,](\d+))?$/.exec(digits);
  if (plain) {
    const [, whole = "", fraction = ""] = plain;
    if (fraction.length === 3 && whole.length <= 3 && whole !== "0") return "ambiguous_number";
    return { sign, whole, fraction };
  }
  for (const [thousands, decimals] of GROUPINGS) {
    const grouped = new RegExp(`^(\\d{1,3}(?:${thousands}\\d{3})+)(?:${decimals}(\\d+))?$`).exec(digits);
    if (grouped) return { sign, whole: grouped[1]!.replace(/\D/g, ""), fraction: grouped[2] ?? "" };
  }
  return "not_a_number";
}

const GROUPINGS = [
  [" ", "[.,]"],
  ["\\.", ","],
  [",", "\\."],
  ["['’]", "[.,]"],
] as const;

/** A whole number from zero up, `1 250 st` included. */
export function readCount(cell: Cell, most = 100_000_000): Reading {
  const text =
    typeof cell === "number"
      ? plainNumber(cell)
      : cell.replace(/\s*(st\.?|stycken|användare|users?|pcs)$/i, "");
  const read = readDecimal(text);
  // A count has no decimals, so one full stop or comma before three digits can only part thousands.
  const decimal = read === "ambiguous_number" ? readDecimal(text.replace(/[.,]/g, "")) : read;
  if (typeof decimal === "string") return { error: decimal };
  if (/[^0]/.test(decimal.fraction)) return { error: "not_whole" };
  const count = Number(decimal.whole) * decimal.sign;
  if (count < 0) return { error: "negative" };
  return count > most ? { error: "number_too_large", details: { limit: String(most) } } : { value: count };
}

/**
 * Kronor as öre, a safe whole number. `kr`, `SEK`, `:-` may stand beside it; tkr, mkr and other currencies are
 * refused, since a wrong guess is wrong a thousand times. More than two decimals are rounded with a warning.
 */
export function readMoney(cell: Cell): Reading {
  const read = typeof cell === "number" ? readDecimal(plainNumber(cell)) : readKronor(cell);
  if (typeof read === "string") {
    if (read === "ambiguous_number" && typeof cell === "number") return roundedMoney(cell);
    return { error: read };
  }
  const { sign, whole, fraction } = read;
  const cents = `${fraction}00`.slice(0, 2);
  const rest = fraction.slice(2);
  let minor = BigInt(whole + cents);
  if (rest !== "" && rest[0]! >= "5") minor += 1n;
  if (sign < 0 && minor > 0n) return { error: "negative" };
  if (minor > 9_000_000_000_000_000n)
    return { error: "number_too_large", details: { limit: "90 000 000 000 000" } };
  return /[^0]/.test(rest) ? { value: Number(minor), warning: "rounded" } : { value: Number(minor) };
}

function roundedMoney(cell: number): Reading {
  const [whole = "0", fraction = ""] = plainNumber(cell).split(".");
  return readMoney(`${whole},${fraction}0`);
}

function readKronor(text: string): Decimal | CellCode {
  const plain = text.replace(/[\u00a0\u202f\u2009]/g, " ").replace(/\s*(\/|per)\s*(år|year)$/i, "");
  if (/\d\s*(tkr|mkr|mnkr|ksek|msek|tsek|kkr|k|m|mn|milj(oner|\.)?|tusen)( kr| sek)?$/i.test(plain)) {
    return "multiplied_amount";
  }
  if (/[€$£]|(?<!\p{L})(eur|euro|usd|gbp|nok|dkk|chf)(?!\p{L})/iu.test(plain)) return "foreign_currency";
  return readDecimal(plain.replace(/^(kr|sek)\s*|\s*(kr\.?|sek|kronor|:-|,-|;-)$/gi, ""));
}

/** A spreadsheet's number without exponent, at most ten decimals: 0.30000000000000004 is 0.3. */
function plainNumber(number: number): string {
  return number.toFixed(10).replace(/\.?0+$/, "");
}

const MONTHS: Record<string, number> = {};
for (const [i, names] of [
  "januari january jan",
  "februari february feb",
  "mars march mar",
  "april apr",
  "maj may",
  "juni june jun",
  "juli july jul",
  "augusti august aug",
  "september sep sept",
  "oktober october okt oct",
  "november nov",
  "december dec",
].entries()) {
  for (const name of names.split(" ")) MONTHS[name] = i + 1;
}

/**
 * A day as `YYYY-MM-DD`: ISO and its variants, YYYYMMDD, day and month before the year, month by name, or a
 * spreadsheet's serial number. Day and month that can be read two ways (3/4/2026) are an error unless `order` says which.
 * Stand-ins for "no end" give no value and a warning.
 */
export function readDate(cell: Cell, order?: DayOrder): Reading {
  const read = typeof cell === "number" ? fromNumber(cell) : fromText(cell.trim(), order);
  if (!("on" in read)) return read;
  if (STAND_INS.has(read.on))
    return { value: undefined, warning: "stand_in_date", details: { date: read.on } };
  const year = Number(read.on.slice(0, 4));
  if (year < 1950 || year > 2199) return { error: "year_out_of_range", details: { date: read.on } };
  return { value: read.on };
}

type DateFound = { on: string } | { error: CellCode; details?: Record<string, string> };

function fromNumber(number: number): DateFound {
  if (number >= 10_000_101 && number <= 99_991_231 && Number.isInteger(number))
    return fromText(String(number));
  if (number >= 1 && number < 100_000) return { on: serialDay(number) };
  if (number === 2_958_465) return { on: "9999-12-31" };
  return { error: "not_a_date" };
}

/** Excel's day number; 25569 is 1970-01-01. */
function serialDay(serial: number): string {
  const day = Math.floor(serial);
  return new Date((day - (day < 60 ? 25_568 : 25_569)) * 86_400_000).toISOString().slice(0, 10);
}

function fromText(text: string, order?: DayOrder): DateFound {
  const bare = text.replace(/(?<=\d)[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/, "");
  let match = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(bare);
  if (match) return dayOf(match[1]!, match[3]!, match[4]!);
  match = /^(\d{4})(\d{2})(\d{2})$/.exec(bare);
  if (match) return dayOf(match[1]!, match[2]!, match[3]!);
  // "3/4 2026", slash and then space, is how Swedes write the third of April; nobody writes the month first that way.
  match = /^(\d{1,2})\/(\d{1,2})\s+(\d{4})$/.exec(bare);
  if (match) return byOrder(match[1]!, match[2]!, match[3]!, order ?? "day_first");
  match = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})$/.exec(bare);
  if (match) return byOrder(match[1]!, match[2]!, match[3]!, order);
  match = /^(?:den )?(\d{1,2})\.?(?::?[ea])?[ -](\p{L}+)\.?[ -,]+(\d{4})$/iu.exec(bare);
  if (match) return byName(match[1]!, match[2]!, match[3]!);
  match = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu.exec(bare);
  if (match) return byName(match[2]!, match[1]!, match[3]!);
  if (/^\d{5}(\.\d+)?$/.test(bare)) return { on: serialDay(Number(bare)) };
  if (/^\d{4}$|^\d{4}[-/ ]\d{1,2}$|^\d{6}$|^\p{L}+ \d{4}$|^(kv|q)/iu.test(bare)) return { error: "no_day" };
  if (/^\d{1,2}[-/. ]+\d{1,2}([-/. ]+\d{2})?$/.test(bare)) return { error: "no_year" };
  return { error: "not_a_date" };
}

function byOrder(first: string, second: string, year: string, order?: DayOrder): DateFound {
  const a = Number(first);
  const b = Number(second);
  if (order === "day_first") return dayOf(year, second, first);
  if (order === "month_first") return dayOf(year, first, second);
  if (a > 12 || a === b) return dayOf(year, second, first);
  if (b > 12) return dayOf(year, first, second);
  const readings = [dayOf(year, second, first), dayOf(year, first, second)].map((one) =>
    "on" in one ? one.on : "",
  );
  return { error: "ambiguous_date", details: { day_first: readings[0]!, month_first: readings[1]! } };
}

function byName(day: string, name: string, year: string): DateFound {
  const month = MONTHS[name.toLowerCase()];
  return month ? dayOf(year, String(month), day) : { error: "not_a_date" };
}

function dayOf(year: string, month: string, day: string): DateFound {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1];
  if (days === undefined || d < 1 || d > days) return { error: "no_such_date" };
  return { on: `${year}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}` };
}
