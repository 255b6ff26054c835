import { type RawBuilder, sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Lifecycle } from "#db/schema/values.ts";
import { type CaseFacts, type LifecycleCase, lifecycleNotes } from "./lifecycle.rules.ts";
import { type Planning, placeOf } from "./plan.server.ts";
import { currentSystem } from "./plan-systems.server.ts";
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
  const { rows } = await sql<{ key: string }>`select distinct f.key from (${facts}) f`.execute(db);
  const today = await todayOf(db);
  const notes = rows.flatMap(({ key }) =>
    lifecycleNotes(caseOf(key), { today, isLenient }).map((note) => {
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
      as n (key, is_warning, letters, heading, field, code) on n.key = f.key
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

/**
 * Each row's facts as one short text: states, whether the dates are past (`p`), to come (`f`) or missing (`-`), whether there is an
 * owner and whether a host is missing. New rows stand on what the file says; rows about a system that is here are asked only
 * when they touch what the guards look at.
 */
function rowFacts({ mapped, ofRun }: Planning, lifecycle: string): RawBuilder<unknown> {
  const current = currentSystem(new Set([...FACTS]));
  const touched = FACTS.filter((key) => mapped.has(key));
  const keys = sql`${sql.lit(`{${touched.join(",")}}`)}::text[]`;
  const checked = sql`${ofRun} and not r.has_cell_error and r.reason_row is null`;
  const given = (key: string) =>
    key === "system_owner" || key === "host_organisation"
      ? sql`r.links->>${sql.lit(key)}`
      : sql`r.given->>${sql.lit(key)}`;
  const created = sql`
    select r.sheet_row, concat_ws('|', '', coalesce(r.given->>'lifecycle', ${lifecycle}::text), '----', ${dateFacts(given)},
      ${hostFact(given)}) as key
    from import_row r where ${checked} and r.target is null`;
  if (touched.length === 0) return created;
  return sql`
    ${created}
    union all
    select r.sheet_row, concat_ws('|', ${current.before("lifecycle")}, ${current.after("lifecycle")},
      ${dateFacts(current.before)}, ${dateFacts(current.after)}, ${hostFact(current.after)})
    from import_row r join system_usage u on u.tenant_id = app.tenant() and u.id = r.target
    ${current.joins} where ${checked} and (r.given ?| ${keys} or r.links ?| ${keys})`;
}

type FactOf = (key: string) => RawBuilder<unknown>;

function dateFacts(fact: FactOf): RawBuilder<unknown> {
  const when = (key: string) =>
    sql`case when ${fact(key)} is null then '-' when ${fact(key)} <= app.today()::text then 'p' else 'f' end`;
  return sql`(case when ${fact("system_owner")} is null then '-' else 'o' end || ${when("taken_into_use_on")}
    || ${when("phase_out_from_on")} || ${when("retired_on")})`;
}

function hostFact(fact: FactOf): RawBuilder<unknown> {
  return sql`(case when ${fact("hosting_form")} in ('host_municipality', 'joint_body') and ${fact("host_organisation")} is null
    then 'h' else '-' end)`;
}

const WHEN: Record<string, CaseFacts["taken"]> = { p: "past", f: "future" };

function caseOf(key: string): LifecycleCase {
  const [from = "", to = "", before = "", after = "", host = ""] = key.split("|");
  const facts = ([owner, taken, phaseOut, retired]: string): CaseFacts => ({
    owner: owner === "o",
    taken: WHEN[taken ?? ""] ?? "none",
    phaseOut: WHEN[phaseOut ?? ""] ?? "none",
    retired: WHEN[retired ?? ""] ?? "none",
  });
  return {
    from: from === "" ? null : (from as Lifecycle),
    to: to as Lifecycle,
    before: facts(before),
    after: facts(after),
    lacksHost: host === "h",
  };
}
