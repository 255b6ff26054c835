import { type Insertable, sql } from "kysely";
import type * as z from "zod";
import type { AgreementAreaTable } from "#db/schema/agreements.ts";
import { noteChange, type PartDoor, type PartLine, type PartList } from "./part-lists.server.ts";
import { type NotTaken, readForm } from "./posted.server.ts";

/** Tables whose rows hang on an agreement and are written through one list. */
type PartTable =
  | "agreement_party"
  | "agreement_area"
  | "agreement_link"
  | "joint_asset"
  | "clause"
  | "agreement_body"
  | "agreement_body_role"
  | "agreement_duty"
  | "delegation_out";
/** Tables in an order of their own. */
const NUMBERED: readonly PartTable[] = ["agreement_area", "clause", "agreement_body"];

interface Rows<Schema extends z.ZodType> {
  table: PartTable;
  form: Schema;
  /** What the history calls a row, and which of them it was. */
  field: string;
  name(fields: z.output<Schema>, door: PartDoor): string | Promise<string>;
  /** What the form alone cannot know. @returns errors by field */
  check?(
    door: PartDoor,
    fields: z.output<Schema>,
    row: PartLine | undefined,
  ): Promise<Record<string, string> | null> | Record<string, string> | null;
  /** The row's columns, where they are not the form's fields. */
  columns?(fields: z.output<Schema>): object;
  /** More columns of a new row. */
  more?(door: PartDoor): Promise<object> | object;
  /** What hangs on the row. */
  after?(door: PartDoor, id: string): Promise<void>;
}

/** Saving and removing rows of one table: the form is read, checked, written and noted in the history. */
export function rowsOf<Schema extends z.ZodType & { shape: z.ZodRawShape }>(
  rows: Rows<Schema>,
): Pick<PartList, "save" | "remove"> {
  return {
    async save(door, row): Promise<NotTaken | undefined> {
      const read = readForm(rows.form, door.form);
      if ("errors" in read) return read;
      const { typed, fields } = read;
      const errors = await rows.check?.(door, fields, row);
      if (errors) return { typed, errors };
      const columns = rows.columns?.(fields) ?? (fields as object);
      const id = row ? await change(door, rows.table, row.id, columns) : await add(door, rows, columns);
      await rows.after?.(door, id);
      await noteChange(door, { field: rows.field, old: row?.title, new: await rows.name(fields, door) });
      return undefined;
    },
    async remove(door, row) {
      await door.db
        .deleteFrom(rows.table)
        .where("tenant_id", "=", door.tenant.id)
        .where("id", "=", row.id)
        .execute();
      await noteChange(door, { field: rows.field, old: row.title });
    },
  };
}

async function change({ db, tenant }: PartDoor, table: PartTable, id: string, columns: object) {
  await db
    .updateTable(table as "agreement_area") // every list's form has the columns of its own table
    .set(columns)
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", id)
    .execute();
  return id;
}

async function add(
  door: PartDoor,
  { table, more }: Pick<Rows<z.ZodType>, "table" | "more">,
  columns: object,
) {
  const { db, agreement, tenant } = door;
  const last = NUMBERED.includes(table)
    ? {
        seq: sql<number>`(select coalesce(max(seq), 0) + 1 from ${sql.table(table)}
          where tenant_id = ${tenant.id} and agreement_id = ${agreement.id})`,
      }
    : {};
  const values = {
    tenant_id: tenant.id,
    agreement_id: agreement.id,
    ...last,
    ...columns,
    ...(await more?.(door)),
  } as Insertable<AgreementAreaTable>;
  const { id } = await db
    .insertInto(table as "agreement_area")
    .values(values)
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}
