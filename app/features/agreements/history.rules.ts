import { type Locale, textFor } from "../../text/text.ts";
import type { MoreHistoryWords } from "../audit/history.server.ts";
import { agreementsText } from "./agreements.text.ts";
import { agreementWords } from "./words.text.ts";

/** What the fields of agreements and their values are called in a history. */
export function agreementHistoryWords(locale: Locale): MoreHistoryWords {
  const t = textFor(agreementsText, locale);
  const w = textFor(agreementWords, locale);
  const lists: Record<string, Record<string, string>> = {
    form: w.form,
    renewal_kind: w.renewal_kind,
    notice_anchor: w.notice_anchor,
    notice_form: w.notice_form,
    exit_basis: w.exit_basis,
    notice_unit: w.unit,
    renewal_unit: w.unit,
    renewal_decide_unit: w.unit,
    exemption: w.ground,
  };
  return {
    field(_kind, field) {
      if (!field) return undefined;
      if (field.startsWith("wind_down_")) return w.wind_down[field.slice("wind_down_".length)];
      return t.fields[field] ?? t.historyFields[field];
    },
    value: (_kind, field, each) => (field ? lists[field]?.[String(each)] : undefined),
  };
}
