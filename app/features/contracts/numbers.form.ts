import { isDay } from "../lists/lists.rules.ts";

/*
 * Numbers and days as people write them. Each gives the value, null for an empty text, or the code of what is wrong.
 */

export type Read<Value> = { value: Value } | { error: string };

/** Öre: 90 billion kronor, more than the database keeps of any amount and a sum of a thousand of them can be told. */
export const MOST_MINOR = 9_000_000_000_000;

function plain(text: string): string {
  return text.replace(/[\s\u00a0\u202f]/g, "").replace(/\u2212/g, "-");
}

/** "12 500,50" → 1250050: hundredths, digit by digit. */
export function readAmount(text: string): Read<number | null> {
  const digits = plain(text)
    .replace(/(?:kr|sek)\.?$/i, "")
    .replace(",", ".");
  if (digits === "") return { value: null };
  const parts = /^(-?)(\d{1,11})(?:\.(\d{1,2}))?$/.exec(digits);
  if (!parts) return { error: "not_an_amount" };
  const minor = Number(parts[2]) * 100 + Number((parts[3] ?? "").padEnd(2, "0"));
  if (minor > MOST_MINOR) return { error: "out_of_range" };
  return { value: parts[1] ? -minor : minor };
}

/** "12,5" → "12.5": a decimal number as text, so that nothing is rounded. */
export function readDecimal(
  text: string,
  {
    decimals = 6,
    most = 999_999_999,
    isSigned = false,
  }: { decimals?: number; most?: number; isSigned?: boolean } = {},
): Read<string | null> {
  const digits = plain(text).replace(",", ".").replace(/%$/, "");
  if (digits === "") return { value: null };
  const shape = new RegExp(`^${isSigned ? "-?" : ""}\\d{1,12}(\\.\\d{1,${decimals}})?$`);
  if (!shape.test(digits)) return { error: "not_a_decimal" };
  return Math.abs(Number(digits)) > most ? { error: "out_of_range" } : { value: digits };
}

/** A kept decimal number as a field shows it: "12.500000" → "12,5". */
export function decimalText(kept: string | null): string {
  const [whole, part = ""] = (kept ?? "").split(".");
  const decimals = part.replace(/0+$/, "");
  return decimals ? `${whole},${decimals}` : whole!;
}

/** A calendar day. */
export function readDay(text: string): Read<string | null> {
  if (text === "") return { value: null };
  return isDay(text) ? { value: text } : { error: "not_a_day" };
}

/** Reads several fields at once; errors by field. */
export class Reader {
  readonly errors: Record<string, string> = {};
  readonly #text: (key: string) => string;

  constructor(text: (key: string) => string) {
    this.#text = text;
  }

  text(key: string): string | null {
    return this.#text(key) || null;
  }
  required(key: string): string {
    const text = this.#text(key);
    if (text === "") this.errors[key] = "required";
    return text;
  }
  choice<Word extends string>(key: string, words: readonly Word[]): Word | null {
    const text = this.#text(key);
    const found = words.find((word) => word === text);
    if (text !== "" && !found) this.errors[key] = "unknown_choice";
    return found ?? null;
  }
  day(key: string): string | null {
    return this.#take(key, readDay(this.#text(key)));
  }
  requiredDay(key: string): string {
    const day = this.day(key);
    if (day === null) this.errors[key] ??= "required";
    return day ?? "";
  }
  amount(key: string): number | null {
    return this.#take(key, readAmount(this.#text(key)));
  }
  decimal(key: string, limits?: Parameters<typeof readDecimal>[1]): string | null {
    return this.#take(key, readDecimal(this.#text(key), limits));
  }
  #take<Value>(key: string, read: Read<Value | null>): Value | null {
    if ("value" in read) return read.value;
    this.errors[key] = read.error;
    return null;
  }
}
