import type { Locale } from "./text.ts";

/*
 * Everything here gives the same characters in Node and in every browser, so that a page hydrates without differences:
 * month names, spaces and signs are our own. (Intl differs between versions in all three, and costs more per cell of a list.)
 */

const NBSP = "\u00a0";
const timeZone = "Europe/Stockholm";

const months: Record<Locale, readonly string[]> = {
  sv: [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
  ],
  en: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
};

const groupMark: Record<Locale, string> = { sv: NBSP, en: "," };
const decimalMark: Record<Locale, string> = { sv: ",", en: "." };

/** `value` with at least `fewest` and at most `most` digits after the mark, thousands grouped. */
function written(value: number, locale: Locale, fewest: number, most: number): string {
  const [whole, decimals = ""] = Math.abs(value).toFixed(most).split(".") as [string, string?];
  const kept = decimals.slice(0, fewest) + decimals.slice(fewest).replace(/0+$/, "");
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, groupMark[locale]) : whole;
  const isZero = !/[1-9]/.test(whole + kept);
  return (value < 0 && !isZero ? "\u2212" : "") + grouped + (kept && decimalMark[locale] + kept);
}

/** `1234.5` → "1 234,5" (sv) or "1,234.5" (en); at most `decimals` digits after the mark (default 2). */
export function formatNumber(value: number, locale: Locale, decimals = 2): string {
  return written(value, locale, 0, decimals);
}

/** `0.256` → "25,6 %"; the value is a fraction, at most one digit after the mark. */
export function formatPercent(fraction: number, locale: Locale, decimals = 1): string {
  const number = formatNumber(fraction * 100, locale, decimals);
  return locale === "sv" ? `${number}${NBSP}%` : `${number}%`;
}

/** Öre (or cents) → "1 234 kr", "1 234,50 kr", "1 234 EUR". Two digits after the mark only when they say something. */
export function formatMoney(minor: number, currency: string, locale: Locale): string {
  const digits = minor % 100 === 0 ? 0 : 2;
  const amount = written(minor / 100, locale, digits, digits);
  if (locale === "sv") return `${amount}${NBSP}${currency === "SEK" ? "kr" : currency}`;
  return `${currency}${NBSP}${amount}`;
}

/** A day "2026-03-01" for lists: "2026-03-01" in Swedish, "1 Mar 2026" in English. Other texts come back unchanged. */
export function formatDay(day: string, locale: Locale): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts || locale === "sv") return day;
  return `${Number(parts[3])} ${months.en[Number(parts[2]) - 1]?.slice(0, 3)} ${parts[1]}`;
}

/** A day "2026-03-01" for running text: "1 mars 2026" or "1 March 2026". Other texts come back unchanged. */
export function formatDayInWords(day: string, locale: Locale): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return day;
  return `${Number(parts[3])} ${months[locale][Number(parts[2]) - 1]} ${parts[1]}`;
}

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** Calendar day and time of an instant in Sweden: `{ day: "2026-03-01", time: "14:05" }`. */
export function stockholmTime(instant: string | Date): { day: string; time: string } {
  const parts: Record<string, string> = {};
  for (const part of clock.formatToParts(typeof instant === "string" ? new Date(instant) : instant)) {
    parts[part.type] = part.value;
  }
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

/** An instant (ISO string) as Swedish clock time: "2026-03-01 14:05" or "1 Mar 2026 14:05". */
export function formatInstant(instant: string | Date, locale: Locale): string {
  const { day, time } = stockholmTime(instant);
  return `${formatDay(day, locale)} ${time}`;
}

/** Bytes for people: "340 kB", "1,2 MB". */
export function formatBytes(bytes: number, locale: Locale): string {
  if (bytes < 1000) return `${formatNumber(bytes, locale)}${NBSP}B`;
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1000, locale, 0)}${NBSP}kB`;
  return `${formatNumber(bytes / 1_000_000, locale, 1)}${NBSP}MB`;
}

/** The functions above bound to one language. */
export interface Formats {
  number(value: number, decimals?: number): string;
  percent(fraction: number, decimals?: number): string;
  /** `minor` is öre; the currency is SEK unless told otherwise. */
  money(minor: number, currency?: string): string;
  day(day: string): string;
  dayInWords(day: string): string;
  instant(instant: string): string;
  bytes(bytes: number): string;
}

function bind(locale: Locale): Formats {
  return {
    number: (value, decimals) => formatNumber(value, locale, decimals),
    percent: (fraction, decimals) => formatPercent(fraction, locale, decimals),
    money: (minor, currency = "SEK") => formatMoney(minor, currency, locale),
    day: (day) => formatDay(day, locale),
    dayInWords: (day) => formatDayInWords(day, locale),
    instant: (instant) => formatInstant(instant, locale),
    bytes: (bytes) => formatBytes(bytes, locale),
  };
}

const bound: Record<Locale, Formats> = { sv: bind("sv"), en: bind("en") };

/** Formatting for one language, for server code; components call `useFormat`. */
export function formatsFor(locale: Locale): Formats {
  return bound[locale];
}
