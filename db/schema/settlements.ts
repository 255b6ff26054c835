import type { ColumnType, Generated } from "kysely";

type Day = string;
type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
/** What may be left out when a row is made. */
type Optional<T> = ColumnType<T, T | undefined, T>;
type KeyKind =
  | "equal"
  | "inhabitants"
  | "users"
  | "units"
  | "consumption"
  | "fixed_percent"
  | "fixed_plus"
  | "mixed"
  | "own";
type Driver = "inhabitants" | "users" | "units" | "consumption" | "own";

/** Every row belongs to a year of an agreement; `tenant_id` is the organisation that keeps the agreement. */
interface OfYear {
  tenant_id: string;
  agreement_id: string;
  year: number;
}
/** A party's own row about another's agreement. */
interface OfParty extends OfYear {
  /** Who keeps the agreement. */
  owner_id: string;
}

export interface CostKeyTable extends OfYear {
  id: Generated<string>;
  key_version: number;
  name: string;
  kind: KeyKind;
  driver: Optional<Driver | null>;
  /** Decimal text. */
  equal_percent: Optional<string | null>;
  equal_minor: Optional<number | null>;
  rounding: Optional<"once" | "per_line">;
  source: Optional<string>;
  as_of_on: Optional<Day | null>;
  decided_on: Optional<Day | null>;
  decided_by: Optional<string>;
  decision_ref: Optional<string>;
  /** A year has been worked out by it. */
  locked_on: Optional<Day | null>;
  created_by_name: string;
  created_at: Instant;
  version: Generated<number>;
}
export interface CostKeyWeightTable extends OfYear {
  cost_key_id: string;
  organisation_id: string;
  /** Decimal text. */
  weight: string;
  floor_minor: Optional<number | null>;
  cap_minor: Optional<number | null>;
}
export interface BudgetTable extends OfYear {
  id: Generated<string>;
  status: Optional<"proposal" | "decided">;
  consulted_on: Optional<Day | null>;
  figures_by_on: Optional<Day | null>;
  /** Out for consultation since, and until. */
  sent_on: Optional<Day | null>;
  answer_by_on: Optional<Day | null>;
  /** How many times it has been sent out. */
  sending: Generated<number>;
  decided_on: Optional<Day | null>;
  decided_by: Optional<string>;
  decision_ref: Optional<string>;
  alert_percent: Optional<number>;
  version: Generated<number>;
}
export interface BudgetLineTable extends OfYear {
  id: Generated<string>;
  budget_id: string;
  account: string;
  text: string;
  /** null: by template. */
  amount_minor: Optional<number | null>;
  template: Optional<"salary" | "management" | "premises" | "it" | "support" | null>;
  /** Decimal text. */
  template_percent: Optional<string | null>;
  contract_id: Optional<string | null>;
}
export interface AdvanceTable extends OfYear {
  id: Generated<string>;
  organisation_id: string;
  quarter: number;
  amount_minor: number;
  cost_key_id: string;
  invoice_ref: Optional<string | null>;
  invoiced_on: Optional<Day | null>;
}
export interface LedgerFileTable extends OfYear {
  id: Generated<string>;
  name: string;
  sha256: string;
  rows: number;
  total_minor: number;
  created_by_name: string;
  created_at: Instant;
}
export interface LedgerLineTable extends OfYear {
  id: Generated<string>;
  file_id: Optional<string | null>;
  booked_on: Day;
  account: string;
  text: Optional<string>;
  amount_minor: number;
  voucher: Optional<string | null>;
  created_by_name: string;
  settled_run: Optional<number | null>;
}
export interface SettlementTable extends OfYear {
  id: Generated<string>;
  run: number;
  corrects_run: Optional<number | null>;
  reason: Optional<string>;
  state: Optional<"open" | "preliminary" | "sent" | "approved" | "invoiced" | "closed">;
  cost_key_id: Optional<string | null>;
  /** What it was worked out from, as text: the same bytes as long as the row exists. */
  snapshot: Optional<string | null>;
  snapshot_sha256: Optional<string | null>;
  total_minor: Optional<number | null>;
  dated_on: Optional<Day | null>;
  sent_on: Optional<Day | null>;
  remarks_until: Optional<Day | null>;
  approved_on: Optional<Day | null>;
  invoiced_on: Optional<Day | null>;
  closed_on: Optional<Day | null>;
  created_by_name: string;
  created_at: Instant;
  version: Generated<number>;
}
export interface SettlementRowTable extends OfYear {
  settlement_id: string;
  organisation_id: string;
  party_order: number;
  days: number;
  share_minor: number;
  before_minor: number;
  difference_minor: number;
  invoice_ref: Optional<string | null>;
}
export interface SettlementRemarkTable extends OfParty {
  id: Generated<string>;
  settlement_id: string;
  body: string;
  by_name: string;
  made_on: Optional<Day>;
}
export interface SettlementAnswerTable extends OfYear {
  settlement_id: string;
  party_id: string;
  remark_id: string;
  body: string;
  by_name: string;
  made_on: Optional<Day>;
}
export interface SettlementApprovalTable extends OfParty {
  settlement_id: string;
  snapshot_sha256: string;
  authority: string;
  by_name: string;
  approved_on: Optional<Day>;
}
export interface AccountMappingTable extends OfParty {
  purpose: "result" | "balance";
  account: string;
  name: string;
}

/** A party's answer while a budget is out for consultation; an empty body has nothing to object. */
export interface BudgetAnswerTable extends OfParty {
  id: Generated<string>;
  budget_id: string;
  /** Which sending of the budget it answers; set by the database. */
  sending: Generated<number>;
  body: Optional<string>;
  by_name: string;
  made_on: Optional<Day>;
}
/** By when a party needs the figures for its own budget. */
export interface BudgetNeedTable extends OfParty {
  needed_by_on: Day;
  by_name: string;
}
/** A letter that has gone; `tenant_id` is who was written to. */
export interface SettlementLetterTable extends OfParty {
  kind: string;
  step: string;
  sent_at: Instant;
}

/** Tables of an agreement's money: keys, budget, advances, outcome and settlement of each year. */
export interface SettlementTables {
  cost_key: CostKeyTable;
  cost_key_weight: CostKeyWeightTable;
  budget: BudgetTable;
  budget_line: BudgetLineTable;
  budget_answer: BudgetAnswerTable;
  budget_need: BudgetNeedTable;
  advance: AdvanceTable;
  ledger_file: LedgerFileTable;
  ledger_line: LedgerLineTable;
  settlement: SettlementTable;
  settlement_row: SettlementRowTable;
  settlement_remark: SettlementRemarkTable;
  settlement_answer: SettlementAnswerTable;
  settlement_approval: SettlementApprovalTable;
  account_mapping: AccountMappingTable;
  settlement_letter: SettlementLetterTable;
}
