import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import type { HistoryValue, MoreHistoryWords } from "../audit/history.server.ts";
import { licencesText } from "./licences.text.ts";
import { refusalsText } from "./refusals.text.ts";

/** What values of licence agreements are called in a history: rules, states and choices in words, amounts in kronor. */
export function licenceHistoryWords(locale: Locale): MoreHistoryWords {
  const t = textFor(licencesText, locale);
  const lists: Record<string, Record<string, string>> = {
    rule: textFor(refusalsText, locale).names,
    state: t.states,
    overuse_rule: t.overuse,
    true_up_rule: t.trueUpRules,
  };
  return {
    field: (_kind, field) => (field === "ceiling_minor" ? t.ceiling.toLowerCase() : undefined),
    value(_kind, field, each: HistoryValue) {
      if (typeof each === "boolean") return each ? t.isYes : t.isNo;
      if (field === "ceiling_minor") return formatsFor(locale).money(Number(each));
      return field ? lists[field]?.[String(each)] : undefined;
    },
  };
}
