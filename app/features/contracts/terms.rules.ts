import type { Selectable } from "kysely";
import type {
  ContractInternalTable,
  ContractOptionTable,
  ContractPeriodTable,
  ContractTermTable,
} from "#db/schema/contracts.ts";
import type { OptionInput, PeriodInput, TermInput } from "../deadlines/term.rules.ts";

type OfContract = "tenant_id" | "contract_id";
export type TermRow = Omit<Selectable<ContractTermTable>, OfContract>;
export type OptionRow = Omit<Selectable<ContractOptionTable>, OfContract>;
export type PeriodRow = Omit<Selectable<ContractPeriodTable>, OfContract>;
export type InternalRow = Omit<Selectable<ContractInternalTable>, OfContract>;

/** A contract's terms as they are kept. */
export interface TermRows {
  term: TermRow;
  options: OptionRow[];
  periods: PeriodRow[];
}

/** The terms of a contract of which nothing is known. */
export const NO_TERM: TermRow = {
  starts_on: null,
  ends_on: null,
  initial_length: null,
  initial_unit: null,
  is_open_ended: false,
  renewal_kind: "unknown",
  renewal_length: null,
  renewal_unit: null,
  renewal_max_times: null,
  renewal_decide_length: null,
  renewal_decide_unit: null,
  max_total_months: null,
  notice_length: null,
  notice_unit: null,
  notice_anchor: "unknown",
  notice_anchor_side: "end",
  notice_form: null,
  binding_until_on: null,
  binding_applies_to: "end",
  admin_buffer_days: 0,
  notice_given_on: null,
  notice_given_by: null,
};

/** What the date engine is asked, from the rows as they are. */
export function termInputOf({ term, options, periods }: TermRows): {
  term: TermInput;
  options: OptionInput[];
  periods: PeriodInput[];
} {
  return {
    term,
    options: [...options].sort((a, b) => a.seq - b.seq),
    periods: [...periods].sort((a, b) => a.seq - b.seq),
  };
}
