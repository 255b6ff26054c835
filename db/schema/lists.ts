import type { Generated } from "kysely";
import type { Instant } from "./values.ts";

export interface ListSettingTable {
  tenant_id: string;
  account_id: string;
  list: string;
  columns: string[];
}

/** A list as somebody has named and kept it. */
export interface SavedViewTable {
  tenant_id: string;
  id: Generated<string>;
  owner_kind: "person" | "organisation" | "circle";
  /** Of a circle's view; null when the circle is gone. */
  circle_id: string | null;
  /** Who made it. */
  account_id: string;
  list: string;
  name: string;
  columns: string[];
  sort: string | null;
  /** Search words and filters as they stand in the address. */
  filter: string;
  is_shown_on_start: Generated<boolean>;
  version: Generated<number>;
  created_at: Generated<Instant>;
}

/** Columns that a list shows in an organisation until somebody chooses their own. */
export interface ListStandardTable {
  tenant_id: string;
  list: string;
  columns: string[];
}

/** Columns and views of lists. */
export interface ListsTables {
  list_setting: ListSettingTable;
  saved_view: SavedViewTable;
  list_standard: ListStandardTable;
}
