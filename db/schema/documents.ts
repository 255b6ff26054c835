import type { ColumnType, Generated } from "kysely";

export interface StoredFileTable {
  tenant_id: string;
  id: Generated<string>;
  /** Safe to show and to send in a header. */
  name: string;
  /** From the content, never from the sender. */
  media_type: string;
  /** In bytes. */
  size: number;
  /** Of the content, hexadecimal. */
  sha256: string;
  /** Where the content lies; never shown. */
  storage_key: string;
  created_by: string | null;
  created_by_name: string;
  created_at: ColumnType<Date, never, never>;
}

export interface DocumentsTables {
  stored_file: StoredFileTable;
}
