import { type Locale, textFor } from "../../text/text.ts";
import type { MoreHistoryWords } from "../audit/history.server.ts";
import { agreementsText } from "./agreements.text.ts";
import { wordsOf } from "./fields.rules.ts";
import { agreementWords } from "./words.text.ts";

/** What the fields of agreements and their values are called in a history. */
export function agreementHistoryWords(locale: Locale): MoreHistoryWords {
  const t = textFor(agreementsText, locale);
  const w = textFor(agreementWords, locale);
  return {
    field(_kind, field) {
      if (!field) return undefined;
      if (field.startsWith("wind_down_")) return w.wind_down[field.slice("wind_down_".length)];
      return t.fields[field] ?? t.historyFields[field];
    },
    value(_kind, field, each) {
      const list = field === "exemption" ? "ground" : field ? wordsOf(field) : undefined;
      return list && w[list][String(each)];
    },
  };
}
