import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import type { HistoryValue, HistoryWords } from "../audit/history.server.ts";
import { partsText } from "./parts.text.ts";
import { TERM_FIELDS, termInWords } from "./term-words.rules.ts";
import { choiceWord, wordsText } from "./words.text.ts";

/** A cost line as the history keeps it. */
export interface CostLineNoted {
  kind: string;
  amount_minor: number;
  currency: string;
  per: string | null;
}

/** What the fields of contracts and their values are called in a history. */
export function contractHistoryWords(locale: Locale): HistoryWords {
  const w = textFor(wordsText, locale);
  const format = formatsFor(locale);
  const costLine = ({ kind, amount_minor, currency, per }: CostLineNoted) =>
    [
      choiceWord(w, "cost_kind", kind),
      format.money(amount_minor, currency),
      per && `${textFor(partsText, locale).per.toLowerCase()} ${choiceWord(w, "per", per)}`,
    ]
      .filter(Boolean)
      .join(" ");
  const value = (field: string | null, each: HistoryValue): string => {
    if (Array.isArray(each)) return each.map((one) => value(field, one as HistoryValue)).join(", ");
    if (field === "cost_line" && isCostLine(each)) return costLine(each);
    if (field && TERM_FIELDS.has(field)) return termInWords(String(each), locale);
    if (field === "yearly_minor") return format.money(Number(each));
    if (field === "price_adjustment" && /^\d+\.\d\d$/.test(String(each)))
      return format.money(Math.round(Number(each) * 100));
    if (typeof each === "boolean") return each ? w.yes : w.no;
    return field ? choiceWord(w, field, String(each)) : String(each);
  };
  return {
    field: (_kind, field) => (field && (w.fields[field] ?? w.columns[field])) || field || "",
    value: (_kind, field, each) => value(field, each),
  };
}

function isCostLine(value: HistoryValue): value is CostLineNoted & object {
  return typeof value === "object" && value !== null && "amount_minor" in value;
}

/** The organisation's choice of lists (`lists.type.main`) in words; undefined for other fields. */
export function listChoiceWords(field: string, locale: Locale): string | undefined {
  const [, list, code] = /^lists\.([a-z_]+)\.([a-z_]+)$/.exec(field) ?? [];
  if (!list || !code) return undefined;
  const name = textFor(partsText, locale).choicesLists[list] ?? list;
  return `${name}: ${choiceWord(textFor(wordsText, locale), list === "element" ? "elements" : list, code)}`;
}
