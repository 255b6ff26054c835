import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { ImportSort } from "#db/schema/imports.ts";
import { type Field, fieldsOf, type ImportKind, MANY } from "./fields.rules.ts";
import type { Mapping } from "./headings.rules.ts";

/** Empties what an earlier reading of the file left; what people decided about names is kept. */
export async function clearStaging(db: TenantDb, runId: string): Promise<void> {
  await db.deleteFrom("import_cell_error").where("run_id", "=", runId).execute();
  await db.deleteFrom("import_row").where("run_id", "=", runId).execute();
  await db.deleteFrom("import_resolution").where("run_id", "=", runId).where("choice", "is", null).execute();
  await db
    .updateTable("import_resolution")
    .set({ row_count: 0, standing: null })
    .where("run_id", "=", runId)
    .execute();
}

/**
 * Takes in a batch of checked rows, as the text of a JSON array that the reader wrote.
 * @returns how many rows
 */
export async function stageRows(db: TenantDb, runId: string, checkedRows: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with r as materialized (
      select * from jsonb_to_recordset(${checkedRows}::jsonb)
        as r ("sheetRow" int, "values" jsonb, names jsonb, errors jsonb, warnings jsonb)),
    staged as (
      insert into import_row (tenant_id, run_id, sheet_row, given, names, has_cell_error)
      select app.tenant(), ${runId}, "sheetRow", "values", names, jsonb_array_length(errors) > 0 from r),
    noted as (
      insert into import_cell_error (tenant_id, run_id, sheet_row, seen_in, is_warning, column_letters, heading, field,
        value, code, allowed, suggestions, details)
      select app.tenant(), ${runId}, r."sheetRow", 'file', n.is_warning, x.note->>'column', x.note->>'heading',
        x.note->>'field', x.note->>'value', x.note->>'code', app.texts(x.note->'allowed'),
        app.texts(x.note->'suggestions'), x.note->'details'
      from r
      cross join lateral (values (r.errors, false), (r.warnings, true)) as n (notes, is_warning)
      cross join lateral jsonb_array_elements(n.notes) as x (note)
      where jsonb_array_length(r.errors) + jsonb_array_length(r.warnings) > 0)
    select count(*) as count from r`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** The fields of a mapping whose values name records, the product itself excepted. */
export function namingFields(kind: ImportKind, mapping: Mapping): (Field & { naming: ImportSort })[] {
  const used = new Set(Object.values(mapping));
  return fieldsOf(kind).filter(
    (field): field is Field & { naming: ImportSort } =>
      field.naming !== undefined && field.key !== "product" && used.has(field.key),
  );
}

/** A product is told by its name and its supplier's, both normalised. */
export const PRODUCT_KEY = sql<string>`(r.names->>'product') || chr(31) || coalesce(r.names->>'supplier', '')`;

/** Lists the distinct names of the staged rows, so that each is looked up and decided once. */
export async function listNames(
  db: TenantDb,
  runId: string,
  kind: ImportKind,
  mapping: Mapping,
): Promise<void> {
  const rows = sql`import_row r where r.tenant_id = app.tenant() and r.run_id = ${runId}`;
  const parts: RawBuilder<unknown>[] = [
    sql`select 'product' as sort, ${PRODUCT_KEY} as key, min(r.given->>'product') as written,
      min(r.given->>'supplier') as supplier_written, null::text as organisation_number, count(*)::int as row_count
      from ${rows} and r.names ? 'product' group by 2`,
  ];
  for (const { key, naming } of namingFields(kind, mapping)) {
    const number =
      kind === "products" && key === "supplier" ? sql`min(r.given->>'organisation_number')` : sql`null::text`;
    parts.push(
      MANY.has(naming)
        ? sql`select ${sql.lit(naming)}, k.name, min(g.written), null, null, count(*)::int
            from import_row r
            cross join lateral jsonb_array_elements_text(r.names->${sql.lit(key)}) with ordinality as k (name, n)
            join lateral jsonb_array_elements_text(r.given->${sql.lit(key)}) with ordinality as g (written, n) on g.n = k.n
            where r.tenant_id = app.tenant() and r.run_id = ${runId} and r.names ? ${sql.lit(key)} group by 2`
        : sql`select ${sql.lit(naming)}, r.names->>${sql.lit(key)}, min(r.given->>${sql.lit(key)}), null, ${number},
            count(*)::int from ${rows} and r.names ? ${sql.lit(key)} group by 2`,
    );
  }
  await sql`
    insert into import_resolution (tenant_id, run_id, sort, key, written, supplier_written, organisation_number, row_count)
    select app.tenant(), ${runId}, x.sort, x.key, min(x.written), min(x.supplier_written), min(x.organisation_number),
      sum(x.row_count)
    from (${sql.join(parts, sql` union all `)}) x
    where x.key is not null and x.key <> '' and x.key <> chr(31)
    group by x.sort, x.key
    on conflict (tenant_id, run_id, sort, key) do update
      set row_count = excluded.row_count, written = excluded.written, supplier_written = excluded.supplier_written,
        organisation_number = excluded.organisation_number`.execute(db);
  await db.deleteFrom("import_resolution").where("run_id", "=", runId).where("row_count", "=", 0).execute();
  await recallChoices(db, runId);
}

/** What the organisation decided about the same name in its last applied import of the kind is proposed again. */
async function recallChoices(db: TenantDb, runId: string): Promise<void> {
  await sql`
    update import_resolution r set choice = e.choice, chosen = e.chosen
    from (
      select distinct on (o.sort, o.key) o.sort, o.key, o.choice, o.chosen
      from import_resolution o join import_run p on p.tenant_id = o.tenant_id and p.id = o.run_id
      where o.tenant_id = app.tenant() and p.state = 'applied' and o.choice in ('use', 'leave_out') and o.run_id <> ${runId}
        and p.kind = (select kind from import_run where tenant_id = app.tenant() and id = ${runId})
      order by o.sort, o.key, p.applied_at desc) e
    where r.tenant_id = app.tenant() and r.run_id = ${runId} and r.sort = e.sort and r.key = e.key
      and r.choice is null and (e.sort <> 'product' or e.choice = 'use')`.execute(db);
}
