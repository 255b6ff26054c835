import type { ColumnType, Generated, JSONColumnType } from "kysely";

type NullableInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** What a run sets, by field; null clears. */
export type BulkWish = Record<string, string | number | null>;

/** One field of one record: before and after, with names where the values are ids. */
export interface BulkChange {
  old: string | number | null;
  new: string | number | null;
  old_name?: string | null;
  new_name?: string | null;
}

interface BulkEditTable {
  tenant_id: string;
  id: Generated<string>;
  list: "systems";
  state: Generated<"draft" | "applied" | "reverted">;
  created_by: string;
  created_by_name: string;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  /** Records that the filter showed and that could not be chosen. */
  left_out: Generated<number>;
  wish: JSONColumnType<BulkWish> | null;
  /** Names of what the ids in `wish` refer to. */
  wish_names: ColumnType<Record<string, string>, string | undefined, string>;
  reason: string | null;
  plan_number: Generated<number>;
  is_planned: Generated<boolean>;
  applied_at: NullableInstant;
  reverted_at: NullableInstant;
  reverted_by_name: string | null;
  revert_reason: string | null;
}

interface BulkEditRowTable {
  tenant_id: string;
  run_id: string;
  /** Id of the record, which may be gone since. */
  record: string;
  name: string;
  outcome: "change" | "same" | "refused" | "changed" | null;
  problem: string | null;
  problem_field: string | null;
  version_before: number | null;
  version_after: number | null;
  changes: ColumnType<Record<string, BulkChange>, string | undefined, string>;
  revert_outcome: "reversed" | "kept" | "impossible" | null;
  revert_problem: string | null;
}

export interface BulkEditTables {
  bulk_edit: BulkEditTable;
  bulk_edit_row: BulkEditRowTable;
}
