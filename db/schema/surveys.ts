import type { ColumnType, Generated } from "kysely";

type Day = string;
type NullableInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** What may be left out when a row is made. */
type Optional<T> = ColumnType<T, T | undefined, T>;

export type QuestionKind = "yes_no" | "number" | "choice" | "date" | "text";

/** Columns that every survey's tables have under the same names: the engine works on them (docs/decisions/125). */
export interface SurveyQuestionColumns {
  tenant_id: string;
  id: Generated<string>;
  seq: number;
  kind: QuestionKind;
  label: string;
  options: Optional<string[]>;
  unit: Optional<string | null>;
  is_mandatory: Optional<boolean>;
}
export interface SurveyReplyColumns {
  /** The organisation that answers. */
  tenant_id: string;
  id: Generated<string>;
  coordinator_id: string;
  version: number;
  edit: Generated<number>;
  kind: Optional<"indication" | "binding">;
  responder: Optional<string>;
  authority_ref: Optional<string | null>;
  submitted_at: NullableInstant;
  submitted_on: Optional<Day | null>;
  receipt_number: Optional<string | null>;
  is_after_close: Generated<boolean>;
  saved_by_name: string;
}
export interface QuestionAnswerColumns {
  tenant_id: string;
  reply_id: string;
  coordinator_id: string;
  question_id: string;
  value: string;
}
