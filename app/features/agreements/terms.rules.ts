import type { TermChange, TermValue } from "#db/schema/agreements.ts";
import type { Day } from "../deadlines/days.rules.ts";
import type { TermFacts } from "../deadlines/term.rules.ts";
import { type AgreementTerms, termFacts } from "./agreements.rules.ts";

/** Terms that are kept as fields and that an amendment may change, in the order in which they are read. */
export const TERM_FIELDS = [
  "purpose",
  "ends_on",
  "is_open_ended",
  "renewal_kind",
  "renewal_length",
  "renewal_unit",
  "renewal_max_times",
  "renewal_decide_length",
  "renewal_decide_unit",
  "notice_length",
  "notice_unit",
  "notice_anchor",
  "binding_until_on",
  "exit_basis",
  "exit_rule",
] as const;
export type TermField = (typeof TERM_FIELDS)[number];
export type Terms = Record<TermField, TermValue>;

/** What an amendment changes, by field; `renewed_until` is a renewal that the parties have decided on. */
export type TermsChange = Readonly<Record<string, TermChange>>;

/** The terms of an agreement, or of a form, on their own. */
export function termsOf(row: Readonly<Record<TermField, TermValue>>): Terms {
  return Object.fromEntries(TERM_FIELDS.map((field) => [field, row[field]])) as Terms;
}

/** The terms that differ. */
export function changedTerms(before: Terms, after: Terms): TermsChange {
  return Object.fromEntries(
    TERM_FIELDS.filter((field) => before[field] !== after[field]).map((field) => [
      field,
      { from: before[field], to: after[field] },
    ]),
  );
}

/** A changed term as it is read: a length stands with its unit, not beside it. */
export interface TermRow extends TermChange {
  field: string;
  units?: { from: TermValue; to: TermValue };
}

/** The changed terms in their order, told with the terms that were there before. */
export function termRows(change: TermsChange, before: Terms): TermRow[] {
  const rows = Object.entries(change).map(([field, each]): TermRow => {
    if (!field.endsWith("_length")) return { field, ...each };
    const unit = field.replace("_length", "_unit") as TermField;
    return { field, ...each, units: change[unit] ?? { from: before[unit], to: before[unit] } };
  });
  return rows.filter(
    (row) => !(row.field.endsWith("_unit") && change[row.field.replace("_unit", "_length")]),
  );
}

/** What an amendment that goes into force writes; a new first end begins the counting of renewals anew. */
export function termsInForce<Row extends { renewals: readonly Day[] }>(
  row: Row,
  change: TermsChange,
): { set: Partial<Terms>; renewals: readonly Day[] } {
  const { renewed_until, ...terms } = change;
  const set = Object.fromEntries(
    TERM_FIELDS.flatMap((field) => {
      const each = terms[field];
      return each ? [[field, each.to]] : [];
    }),
  ) as Partial<Terms>;
  if (renewed_until) return { set, renewals: [...row.renewals, String(renewed_until.to)] };
  return { set, renewals: "ends_on" in set ? [] : row.renewals };
}

/** Dates that follow from the terms. */
export const TERM_DATES = ["current_end", "next_notice", "earliest_end_on", "extension"] as const;
export type TermDate = (typeof TERM_DATES)[number];

/** The dates as the engine tells them. */
export function datesIn(facts: TermFacts): Record<TermDate, Day | null> {
  return {
    current_end: facts.current_end,
    next_notice: facts.next_notice?.last_on ?? null,
    earliest_end_on: facts.earliest_end_on,
    extension: facts.extension?.last_on ?? null,
  };
}

export interface MovedDate {
  fact: TermDate;
  from: Day | null;
  to: Day | null;
}

/** The computed dates that an amendment moves, as counted on a day. */
export function datesMoved(
  agreement: AgreementTerms & { renewals: readonly Day[] },
  change: TermsChange,
  on: Day,
): MovedDate[] {
  const { set, renewals } = termsInForce(agreement, change);
  const before = datesIn(termFacts(agreement, on));
  const after = datesIn(termFacts({ ...agreement, ...set, renewals } as AgreementTerms, on));
  return TERM_DATES.filter((fact) => before[fact] !== after[fact]).map((fact) => ({
    fact,
    from: before[fact],
    to: after[fact],
  }));
}

/** The renewal that the parties can decide on, or have let pass; null when the agreement has none. */
export function renewalToDecide(
  agreement: AgreementTerms,
  today: Day,
): { decide_by: Day; ends_on: Day; isMissed: boolean } | null {
  const { extension } = termFacts(agreement, today);
  if (extension?.kind !== "express") return null;
  return { decide_by: extension.last_on, ends_on: extension.ends_on, isMissed: !extension.is_possible };
}

/** The day on which an agreement ends unless the parties decide otherwise; null when it goes on by itself. */
export function endByItself(agreement: AgreementTerms, today: Day): Day | null {
  const facts = termFacts(agreement, today);
  return facts.ends_by_itself ? facts.current_end : null;
}

/** The day on which an agreement runs out by itself; null when it is renewed, has no end or none that is known. */
export function runsOutOn(agreement: AgreementTerms, today: Day): Day | null {
  const { status, current_end } = termFacts(agreement, today);
  return status === "expiring" || status === "ended" ? current_end : null;
}
