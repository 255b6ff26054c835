import { formatDay } from "../../text/format.ts";
import type { Locale, Texts } from "../../text/text.ts";
import type { LengthUnit } from "./days.rules.ts";
import type { NoticeAnchor } from "./term.rules.ts";

type Count = (count: number) => string;

const svUnits: Record<LengthUnit, Count> = {
  days: (n) => `${n} ${n === 1 ? "dag" : "dagar"}`,
  weeks: (n) => `${n} ${n === 1 ? "vecka" : "veckor"}`,
  months: (n) => `${n} ${n === 1 ? "månad" : "månader"}`,
  years: (n) => `${n} år`,
};

const enUnits: Record<LengthUnit, Count> = {
  days: (n) => `${n} ${n === 1 ? "day" : "days"}`,
  weeks: (n) => `${n} ${n === 1 ? "week" : "weeks"}`,
  months: (n) => `${n} ${n === 1 ? "month" : "months"}`,
  years: (n) => `${n} ${n === 1 ? "year" : "years"}`,
};

const svAnchors: Record<NoticeAnchor, string> = {
  running: "löpande",
  period_end: "avtalsperiodens slut",
  month_end: "månadsskifte",
  quarter_end: "kvartalsskifte",
  half_year_end: "halvårsskifte",
  year_end: "årsskifte",
  term_of_office_end: "mandatperiodens slut",
  unknown: "okänt",
};

const enAnchors: Record<NoticeAnchor, string> = {
  running: "running",
  period_end: "the end of the contract period",
  month_end: "the end of a month",
  quarter_end: "the end of a quarter",
  half_year_end: "the end of a half-year",
  year_end: "the end of a year",
  term_of_office_end: "the end of a term of office",
  unknown: "unknown",
};

/** Lengths of time and what a notice period runs to, in words. */
export const lengthsText = {
  sv: { units: svUnits, anchors: svAnchors },
  en: { units: enUnits, anchors: enAnchors },
} satisfies Texts;

/** What an explanation's step carries. */
export type Values = Readonly<Record<string, string | number>>;

/** Reads the values of a step for one language: days, lengths, anchors as they stand in a sentence. */
export function reader(locale: Locale) {
  const words = lengthsText[locale];
  return {
    day: (values: Values, key: string) => formatDay(String(values[key] ?? ""), locale),
    length: (values: Values) => words.units[values.unit as LengthUnit](Number(values.length)),
    anchor: (values: Values) => words.anchors[values.anchor as NoticeAnchor],
  };
}
