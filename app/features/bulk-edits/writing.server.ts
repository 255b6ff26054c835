import { type RawBuilder, sql } from "kysely";
import { Refused } from "../../server/errors.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import {
  type Field,
  type FieldKind,
  fieldOf,
  GROUP_TABLES,
  type ValueGroup,
} from "../systems/fields.rules.ts";
import { LIFECYCLE } from "./bulk-edits.rules.ts";

/** Which side of a row's changes is written: the new values, or at a revert the old ones. */
export type Side = "new" | "old";

/** What is written for some rows of a run. */
export interface Writing {
  runId: string;
  records: readonly string[];
  /** Keys of the run's fields. */
  keys: readonly string[];
  side: Side;
  reason: string;
  by: { accountId: string; name: string };
}

const TYPES: Partial<Record<FieldKind, RawBuilder<unknown>>> = {
  day: sql`date`,
  integer: sql`int`,
  level: sql`int`,
  money: sql`bigint`,
  supplier: sql`uuid`,
  organisation: sql`uuid`,
  unit: sql`uuid`,
};

const value = (key: string, side: Side) => sql`r.changes->${sql.lit(key)}->>${sql.lit(side)}`;
const rowsOf = ({ runId, records }: Writing) =>
  sql`bulk_edit_row r where r.tenant_id = (select app.own_tenant()) and r.run_id = ${runId}
    and r.record = any(${[...records]}::uuid[])`;

/**
 * Writes the rows' changes into their records: a handful of statements for any number of records. Their history is written for the
 * whole run at its end (`writeHistory`).
 * The records must be locked and have been looked at.
 * @throws Refused changed_meanwhile when a record no longer has the version that was looked at
 */
export async function writeChanges(db: TenantDb, writing: Writing): Promise<void> {
  if (writing.records.length === 0) return;
  const { keys, side } = writing;
  const state = keys.includes(LIFECYCLE)
    ? sql`lifecycle = coalesce(${value(LIFECYCLE, side)}, u.lifecycle),`
    : sql``;
  const version = side === "new" ? sql`r.version_before` : sql`r.version_after`;
  const { numAffectedRows } = await sql`
    update system_usage u set ${state} version = u.version + 1, updated_at = now()
    from (select r.record, r.changes, ${version} as version from ${rowsOf(writing)}) r
    where u.tenant_id = (select app.own_tenant()) and u.id = r.record and u.version = r.version`.execute(db);
  if (Number(numAffectedRows) !== writing.records.length) throw new Refused("changed_meanwhile");
  const fields = keys.filter((key) => key !== LIFECYCLE).map(fieldOf);
  for (const group of new Set(fields.map((field) => field.group as ValueGroup)))
    await writeGroup(db, writing, { group, fields: fields.filter((field) => field.group === group) });
}

/** Writes the fields of one group into its table, making the rows that are not there yet. */
async function writeGroup(
  db: TenantDb,
  writing: Writing,
  { group, fields }: { group: ValueGroup; fields: readonly Field[] },
): Promise<void> {
  const table = sql.table(GROUP_TABLES[group]);
  const columns = fields.map((field) => sql.id(field.column));
  const keys = sql`${sql.lit(`{${fields.map((field) => field.key).join(",")}}`)}::text[]`;
  const values = fields.map(
    ({ key, column, kind }) => sql`case when r.changes ? ${sql.lit(key)}
      then (${value(key, writing.side)})::${TYPES[kind] ?? sql`text`} else t.${sql.id(column)} end`,
  );
  await sql`
    insert into ${table} as kept (tenant_id, usage_id, ${sql.join(columns)})
    select app.own_tenant(), r.record, ${sql.join(values)}
    from (select r.record, r.changes from ${rowsOf(writing)} and r.changes ?| ${keys}) r
    left join ${table} t on t.tenant_id = (select app.own_tenant()) and t.usage_id = r.record
    on conflict (tenant_id, usage_id) do update
      set ${sql.join(columns.map((column) => sql`${column} = excluded.${column}`))}`.execute(db);
}

/**
 * Every record's own history: what changed, why, and in which run. What breaks the confirmation seal hangs on these rows and looks
 * at all that one statement adds, so the whole run is one statement.
 */
export async function writeHistory(
  db: TenantDb,
  { runId, side, reason, by }: Pick<Writing, "runId" | "side" | "reason" | "by">,
): Promise<void> {
  const written = side === "new" ? sql`r.outcome = 'changed'` : sql`r.revert_outcome = 'reversed'`;
  const words = (which: Side) =>
    sql`nullif(coalesce(c.value->${sql.lit(`${which}_name`)}, c.value->${sql.lit(which)}), 'null')`;
  const action =
    side === "old"
      ? sql`'restored'`
      : sql`case c.key when ${LIFECYCLE} then 'lifecycle_changed' else 'updated' end`;
  await sql`
    insert into change_event (tenant_id, account_id, by_name, via, run_id, reason, object_kind, object_id, object_name, action,
      field, old, new)
    select r.tenant_id, ${by.accountId}::uuid, ${by.name}::text, 'ui', r.run_id, ${reason}::text, 'system_usage', r.record,
      r.name, ${action}, c.key, ${words(side === "new" ? "old" : "new")}, ${words(side)}
    from bulk_edit_row r cross join lateral jsonb_each(r.changes) c
    where r.tenant_id = (select app.own_tenant()) and r.run_id = ${runId} and ${written}`.execute(db);
}

/** From so many records on, statements are planned for many. */
const MANY = 200;

/**
 * Plans the transaction's statements for the run at hand. The planner knows nothing yet of rows that were added a minute ago and
 * would look for each of thousands anew, in what it takes for a handful.
 */
export async function planForMany(db: TenantDb, records: number): Promise<void> {
  if (records < MANY) return;
  await sql`select set_config('enable_nestloop', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(
    db,
  );
}

/** Holds own records until the transaction ends, always in the same order, so that two runs cannot wait for each other. */
export async function lockRecords(db: TenantDb, ids: readonly string[]): Promise<void> {
  await sql`select id from system_usage where tenant_id = (select app.own_tenant()) and id = any(${[...ids]}::uuid[])
    order by id for update`.execute(db);
}
