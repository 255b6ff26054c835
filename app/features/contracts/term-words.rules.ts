/*
 * Terms as a file brings them in ("24 months", "3 months period_end", "tacit 12 months"): a form of their own, kept in the history of
 * what an import changed (docs/decisions/097-contract-import.md).
 */

/** Fields of the history whose values have that form. */
export const TERM_FIELDS: ReadonlySet<string> = new Set(["length", "options", "renewal", "notice"]);

const WORDS: Record<"sv" | "en", Record<string, string>> = {
  sv: {
    years: "år",
    months: "månader",
    weeks: "veckor",
    days: "dagar",
    open: "tills vidare",
    none: "ingen",
    by: "avrop före",
    tacit: "automatiskt",
    express: "efter överenskommelse",
    unknown: "okänt",
    running: "löpande",
    period_end: "till periodens slut",
    month_end: "till månadsskifte",
    quarter_end: "till kvartalsskifte",
    half_year_end: "till halvårsskifte",
    year_end: "till årsskifte",
    term_of_office_end: "till mandatperiodens slut",
  },
  en: {
    open: "until further notice",
    by: "called before",
    tacit: "automatic",
    express: "by agreement",
    running: "running",
    period_end: "to the end of the period",
    month_end: "to the end of a month",
    quarter_end: "to the end of a quarter",
    half_year_end: "to the end of a half-year",
    year_end: "to the end of a year",
    term_of_office_end: "to the end of the term of office",
  },
};

/** A term as it is kept, in words. */
export function termInWords(value: string, language: "sv" | "en"): string {
  if (value.startsWith("unknown: ")) return `${WORDS[language].unknown ?? "unknown"}: ${value.slice(9)}`;
  return value.replace(/[a-z_]+/g, (word) => WORDS[language][word] ?? word);
}
