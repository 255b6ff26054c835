import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { Instant, Lifecycle, NullableInstant } from "./values.ts";

export interface ImportRunTable {
  tenant_id: string;
  id: Generated<string>;
  kind: ImportKind;
  state: Generated<"uploaded" | "mapped" | "checked" | "applied" | "undone" | "discarded">;
  file_name: string;
  file_bytes: number;
  format: "csv" | "xlsx";
  encoding: string | null;
  separator: string | null;
  sheets: Generated<string[]>;
  sheet: string | null;
  heading_row: number;
  /** Columns of the file with letters, heading and whether any row holds something there. */
  columns: JSONColumnType<{ index: number; letters: string; heading: string; isFilled: boolean }[]>;
  samples: JSONColumnType<{ sheetRow: number; cells: (string | number)[] }[]>;
  row_count: number;
  mapping: ColumnType<Record<string, string>, string | undefined, string>;
  settings: ColumnType<ImportSettings, string | undefined, string>;
  /** What a job is doing with the run; null when nothing is under way. */
  work: "checking" | "applying" | "undoing" | null;
  work_seen_at: NullableInstant;
  work_done: Generated<number>;
  work_problem: JSONColumnType<{ code: string; details: Record<string, string | number> }> | null;
  plan_number: Generated<number>;
  counts: JSONColumnType<ImportCounts> | null;
  is_correct_rows_only: boolean | null;
  undo_counts: JSONColumnType<Record<"reversed" | "kept" | "impossible", number>> | null;
  created_by: string | null;
  created_by_name: string;
  created_at: Instant;
  applied_by_name: string | null;
  applied_at: NullableInstant;
  undone_by_name: string | null;
  undone_at: NullableInstant;
}

/** How the cells of a file are to be understood, where the file itself does not say. */
export interface ImportSettings {
  dayOrder?: "day_first" | "month_first";
  /** Of new systems that the file says nothing about; `planned` when not chosen. */
  lifecycle?: Lifecycle;
  /** New systems may lack the day or role that their lifecycle asks for; they land on the work list. */
  isLenient?: boolean;
}

export type ImportCounts = Record<
  | "create"
  | "update"
  | "unchanged"
  | "skip"
  | "error"
  | "warnings"
  | "new_products"
  | "new_suppliers"
  | "changed_since",
  number
>;

interface OfImportRun {
  tenant_id: string;
  run_id: string;
}

export interface ImportFilePartTable extends OfImportRun {
  position: number;
  bytes: Buffer;
}

export interface ImportRowTable extends OfImportRun {
  sheet_row: number;
  given: JSONColumnType<Record<string, unknown>>;
  names: JSONColumnType<Record<string, string | string[]>>;
  has_cell_error: boolean;
  /** Ids by field, for what names mean. */
  links: Generated<JSONColumnType<Record<string, string | string[] | null>>>;
  product: string | null;
  action: "create" | "update" | "unchanged" | "skip" | "error" | null;
  reason: string | null;
  reason_row: number | null;
  /** The record that the row is about, when there is one. */
  target: string | null;
  /** Id of the record that the row makes, if it makes one. */
  fresh: Generated<string>;
  /** Which record the person says is meant; the same as `fresh` for a new one. */
  picked: string | null;
  seen_version: number | null;
  changes: JSONColumnType<Record<string, { old: unknown; new: unknown }>> | null;
  is_changed_since: Generated<boolean>;
  outcome: "reversed" | "kept" | "impossible" | null;
  outcome_reason: string | null;
}

export interface ImportCellErrorTable extends OfImportRun {
  sheet_row: number;
  id: Generated<string>;
  seen_in: "file" | "plan";
  is_warning: boolean;
  column_letters: string;
  heading: string;
  field: string | null;
  value: string;
  code: string;
  allowed: string[] | null;
  suggestions: string[] | null;
  details: JSONColumnType<Record<string, string>> | null;
}

export type ImportKind = "systems" | "products" | "contracts";

export type ImportSort = "product" | "supplier" | "organisation" | "unit" | "person" | "function" | "system";

export interface ImportResolutionTable extends OfImportRun {
  sort: ImportSort;
  key: string;
  written: string;
  supplier_written: string | null;
  organisation_number: string | null;
  row_count: number;
  standing: "found" | "create" | "undecided" | "left_out" | null;
  reason: "unknown" | "ambiguous" | "other_supplier" | null;
  found: string | null;
  choice: "create" | "use" | "leave_out" | null;
  chosen: string | null;
  fresh: Generated<string>;
}

export interface ImportMappingTable {
  tenant_id: string;
  kind: ImportKind;
  name: string;
  uses: ColumnType<Record<string, string>, string, string>;
  settings: ColumnType<ImportSettings, string | undefined, string>;
  used_at: Instant;
}

export interface ImportConceptTable extends OfImportRun {
  sort: "product" | "supplier";
  concept: string;
  name: string;
  outcome: "reversed" | "kept" | "impossible" | null;
}

/** Files on their way in. */
export interface ImportsTables {
  import_run: ImportRunTable;
  import_file_part: ImportFilePartTable;
  import_row: ImportRowTable;
  import_cell_error: ImportCellErrorTable;
  import_resolution: ImportResolutionTable;
  import_mapping: ImportMappingTable;
  import_concept: ImportConceptTable;
}
