import { type RawBuilder, sql } from "kysely";
import type { ColumnType } from "./usage-columns.rules.ts";

const TYPES: Record<ColumnType, RawBuilder<unknown>> = {
  text: sql`text`,
  date: sql`date`,
  int: sql`int`,
  bigint: sql`bigint`,
  boolean: sql`boolean`,
  uuid: sql`uuid`,
};

/** The name of a column's type, for a cast. */
export function typeName(type: ColumnType): RawBuilder<unknown> {
  return TYPES[type];
}
