import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { type CaseFacts, type LifecycleCase, lifecycleNotes } from "./lifecycle.rules.ts";
import { type Planning, placeOf } from "./plan.server.ts";
import { currentSystem, WANTED } from "./plan-systems.server.ts";
import { DEFAULT_LIFECYCLE } from "./usage-columns.rules.ts";

const FACTS = [
  "lifecycle",
  "taken_into_use_on",
  "phase_out_from_on",
  "retired_on",
  "system_owner",
  "hosting_form",
  "host_organisation",
] as const;

/**
 * Holds every row to the guards of the lifecycle. The database sorts the rows into kinds of facts, of which there are few; the
 * rules, the same as on screen, judge each kind once.
 */
export async function guardLifecycles(db: TenantDb, planning: Planning): Promise<void> {
  const { run, mapped, ofRun } = planning;
  const { lifecycle = DEFAULT_LIFECYCLE, isLenient = false } = run.settings;
  if (!FACTS.some((key) => mapped.has(key)) && lifecycle === DEFAULT_LIFECYCLE) return;
  const facts = rowFacts(planning, lifecycle);
  const { rows } = await sql<{ facts: LifecycleCase; key: string }>`
    select distinct f.facts, f.facts::text as key from (${facts}) f`.execute(db);
  const today = await todayOf(db);
  const notes = rows.flatMap(({ facts: one, key }) =>
    lifecycleNotes(one, { today, isLenient }).map((note) => {
      const field = placedField(planning, note.field);
      return { ...note, key, field, ...placeOf(run, field) };
    }),
  );
  if (notes.length === 0) return;
  const list = (pick: (note: (typeof notes)[number]) => unknown) => notes.map(pick);
  await sql`
    insert into import_cell_error (tenant_id, run_id, sheet_row, seen_in, is_warning, column_letters, heading, field, value, code)
    select app.tenant(), ${run.id}, f.sheet_row, 'plan', n.is_warning, n.letters, n.heading, n.field,
      coalesce(r.given->>n.field, ''), n.code
    from (${facts}) f
    join unnest(${list((n) => n.key)}::text[], ${list((n) => n.isWarning)}::boolean[], ${list((n) => n.letters)}::text[],
      ${list((n) => n.heading)}::text[], ${list((n) => n.field)}::text[], ${list((n) => n.code)}::text[])
      as n (key, is_warning, letters, heading, field, code) on n.key = f.facts::text
    join import_row r on r.sheet_row = f.sheet_row and ${ofRun}`.execute(db);
}

/** An obstacle stands in its own column, or in the lifecycle's where the file has none. */
function placedField({ mapped }: Planning, field: string): string {
  return mapped.has(field) || !mapped.has("lifecycle") ? field : "lifecycle";
}

async function todayOf(db: TenantDb): Promise<string> {
  const { rows } = await sql<{ today: string }>`select app.today()::text as today`.execute(db);
  return rows[0]!.today;
}

/** New rows stand on what the file says; rows about a system that is here, only when they touch what the guards look at. */
function rowFacts({ mapped, ofRun }: Planning, lifecycle: string): RawBuilder<unknown> {
  const { object, joins } = currentSystem(new Set([...FACTS]));
  const touched = FACTS.filter((key) => mapped.has(key));
  const touches =
    touched.length > 0 ? sql`y.wanted ?| ${sql.lit(`{${touched.join(",")}}`)}::text[]` : sql`false`;
  const checked = sql`${ofRun} and not r.has_cell_error and r.reason_row is null`;
  return sql`
    with y as materialized (
      select r.sheet_row, ${WANTED} as wanted, null::jsonb as current
      from import_row r where ${checked} and r.target is null
      union all
      select r.sheet_row, ${WANTED}, ${object}
      from import_row r join system_usage u on u.tenant_id = app.tenant() and u.id = r.target
      ${joins} where ${checked}),
    z as materialized (
      select y.sheet_row, y.current, coalesce(y.current, jsonb_build_object('lifecycle', ${lifecycle}::text)) || y.wanted as after
      from y where y.current is null or ${touches})
    select z.sheet_row, jsonb_build_object(
      'from', z.current->>'lifecycle', 'to', z.after->>'lifecycle', 'before', ${caseFacts("current")},
      'after', ${caseFacts("after")},
      'lacksHost', (z.after->>'hosting_form') in ('host_municipality', 'joint_body') is true
        and z.after->>'host_organisation' is null) as facts
    from z`;
}

function caseFacts(side: "current" | "after"): RawBuilder<CaseFacts> {
  const value = (key: string) => sql`${sql.ref(`z.${side}`)}->>${sql.lit(key)}`;
  const when = (key: string) => sql`case when ${value(key)} is null then 'none'
    when (${value(key)})::date <= app.today() then 'past' else 'future' end`;
  return sql`jsonb_build_object('owner', (${value("system_owner")}) is not null, 'taken', ${when("taken_into_use_on")},
    'phaseOut', ${when("phase_out_from_on")}, 'retired', ${when("retired_on")})`;
}
