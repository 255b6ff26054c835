import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Lifecycle } from "#db/schema/values.ts";
import { NotFound } from "../../server/errors.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { listUnitChoices } from "../systems/choices.server.ts";
import {
  type Conflict,
  conflictsBetween,
  keepOwnChanges,
  lifecycleErrors,
  readWas,
  typedOf,
} from "../systems/edit.server.ts";
import { type Field, fieldOf, LIFECYCLES } from "../systems/fields.rules.ts";
import {
  isLifecycle,
  lifecycleFacts,
  OBSTACLE_FIELDS,
  stepObstacles,
  stepsFrom,
} from "../systems/lifecycle.rules.ts";
import { readFields } from "../systems/systems.form.ts";
import { findHiddenGroups, findUsage, lockUsage, type Usage } from "../systems/systems.server.ts";
import { hasSystemOwner, updateUsage } from "../systems/writes.server.ts";
import { type Answer, CORRECTABLE, escalatesOn, roundState } from "./confirmations.rules.ts";
import { confirmUsage } from "./confirming.server.ts";
import type { LinkDoor } from "./link.server.ts";
import { isOwnerOf } from "./owners.server.ts";

const me = sql<string>`app.tenant()`;

/** One system in a letter, in the words of the form. */
export interface LetterSystem {
  id: string;
  version: number;
  own_name: string;
  product: string;
  lifecycle: Lifecycle;
  unit: string | null;
  taken_into_use_on: string | null;
  phase_out_from_on: string | null;
  user_count: number | null;
  user_count_on: string | null;
  term_ends_on: string | null;
  /** Whom the reader answers for, as deputy; for the manager, who was asked before. */
  forName: string | null;
  answer: Answer | null;
  answeredBy: string | null;
  /** What can be said about it now. */
  state: "to_answer" | "answered" | "not_yours" | "retired";
}

type Row = Omit<LetterSystem, "state"> & { is_mine: boolean };

/** The systems of the letter, by name; at most 500. What others answered already is shown as answered. */
export async function listLetterSystems(door: LinkDoor, only?: string): Promise<LetterSystem[]> {
  const { db, request, person, round } = door;
  const isManager = request.kind === "escalation";
  const wanted: RawBuilder<SqlBool> = isManager
    ? sql<SqlBool>`r.round_id = ${round.id} and (r.request_id = ${request.id} or not exists (select 1 from confirmation_row o
        where o.tenant_id = r.tenant_id and o.round_id = r.round_id and o.usage_id = r.usage_id and o.answer is not null))`
    : sql<SqlBool>`r.request_id = ${request.id}`;
  const { rows } = await sql<Row>`
    select u.id, u.version, u.own_name, p.name as product, u.lifecycle, n.name as unit,
      dt.taken_into_use_on, dt.phase_out_from_on, v.user_count, v.user_count_on, t.ends_on as term_ends_on,
      x.for_name as "forName", a.answer, a.answered_by_name as "answeredBy",
      ${isManager ? sql`true` : sql`app.is_system_owner(u.tenant_id, u.id, ${person.id}::uuid)`} as is_mine
    from (select r.tenant_id, r.usage_id,
        string_agg(distinct ${isManager ? sql`asked.name` : sql`absent.name`}, ', ') as for_name
      from confirmation_row r
      join confirmation_request q on q.tenant_id = r.tenant_id and q.id = r.request_id
      left join person asked on asked.tenant_id = q.tenant_id and asked.id = q.person_id and q.kind = 'owner'
      left join person absent on absent.tenant_id = r.tenant_id and absent.id = r.for_person_id
      where r.tenant_id = ${me} and ${wanted} group by r.tenant_id, r.usage_id) x
    join system_usage u on u.tenant_id = x.tenant_id and u.id = x.usage_id
    join product p on p.id = u.product_id
    left join system_usage_internal i on i.tenant_id = u.tenant_id and i.usage_id = u.id
    left join unit n on n.tenant_id = i.tenant_id and n.id = i.unit_id
    left join system_usage_dates dt on dt.tenant_id = u.tenant_id and dt.usage_id = u.id
    left join system_usage_volume v on v.tenant_id = u.tenant_id and v.usage_id = u.id
    left join system_usage_term t on t.tenant_id = u.tenant_id and t.usage_id = u.id
    left join lateral (select r.answer, r.answered_by_name from confirmation_row r
      where r.tenant_id = u.tenant_id and r.usage_id = u.id and r.round_id = ${round.id} and r.answer is not null
      order by (r.request_id = ${request.id}) desc, r.answered_at desc limit 1) a on true
    where ${only === undefined ? sql<SqlBool>`true` : sql<SqlBool>`u.id = ${only}`}
    order by u.own_name, u.id limit 500`.execute(db);
  return rows.map(({ is_mine, ...row }) => ({ ...row, state: stateOf({ ...row, is_mine }) }));
}

function stateOf(row: Pick<Row, "answer" | "lifecycle" | "is_mine">): LetterSystem["state"] {
  if (row.answer) return "answered";
  if (row.lifecycle === "retired") return "retired";
  return row.is_mine ? "to_answer" : "not_yours";
}

/** Why an answer was not taken. */
export type Refusal = "closed" | "not_yours" | "retired" | "changed";

/**
 * Locks the round, the record and what the letter says of it, so that of two answers at once the second sees the first, and no
 * answer slips in after the round has been closed.
 * @throws NotFound for a system that is not in the letter
 */
async function lockAnswerable(
  { db, tenant, request, person, round, today }: LinkDoor,
  usageId: string,
): Promise<{ usage: Usage } | { refused: Refusal }> {
  if (!isUuid(usageId)) throw new NotFound();
  const now = await db
    .selectFrom("confirmation_round")
    .selectAll()
    .where("tenant_id", "=", me)
    .where("id", "=", round.id)
    .forShare()
    .executeTakeFirstOrThrow();
  if (roundState(now, today) !== "open") return { refused: "closed" };
  const inRound = await db
    .selectFrom("confirmation_row")
    .select("request_id")
    .where("tenant_id", "=", me)
    .where("round_id", "=", round.id)
    .where("usage_id", "=", usageId)
    .execute();
  const isIn = inRound.some((row) => request.kind === "escalation" || row.request_id === request.id);
  if (!isIn) throw new NotFound();
  const usage = await lockUsage(db, tenant, usageId);
  if (usage.lifecycle === "retired") return { refused: "retired" };
  const mayAnswer =
    request.kind === "escalation" ? today >= escalatesOn(now) : await isOwnerOf(db, usageId, person.id);
  return mayAnswer ? { usage } : { refused: "not_yours" };
}

/** "Stämmer": the record is right as it was shown. @returns why not, or undefined when it is taken */
export async function confirmByLink(door: LinkDoor, usageId: string): Promise<Refusal | undefined> {
  const found = await lockAnswerable(door, usageId);
  if ("refused" in found) return found.refused;
  if (Number(door.form.get("version")) !== found.usage.version) return "changed";
  await confirmUsage(door.db, found.usage, confirming(door));
  await writeAnswer(door, usageId, "confirmed");
  return undefined;
}

function confirming({ person, today, record, round }: LinkDoor) {
  return { by: { accountId: null, name: person.name }, today, record, runId: round.id };
}

/** Keeps the answer; what was corrected stays corrected when it is confirmed afterwards. */
async function writeAnswer({ db, request, round, person, now }: LinkDoor, usageId: string, answer: Answer) {
  const row = { answer, answered_at: now, answered_by_name: person.name };
  await db
    .insertInto("confirmation_row")
    .values({ tenant_id: me, round_id: round.id, request_id: request.id, usage_id: usageId, ...row })
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "request_id", "usage_id"]).doUpdateSet({
        ...row,
        answer: sql<Answer>`case when confirmation_row.answer = 'corrected' then 'corrected' else excluded.answer end`,
      }),
    )
    .execute();
}

/** The form of one system: texts as typed or as the record has them. */
export interface CorrectionState {
  typed: Typed;
  was: Record<string, string>;
  version: number;
  errors?: Record<string, string>;
  conflicts?: Conflict[];
}

async function correctable(db: TenantDb, tenant: { id: string }): Promise<Field[]> {
  const hidden = await findHiddenGroups(db, tenant);
  return CORRECTABLE.map(fieldOf).filter((field) => field.group === "core" || !hidden.includes(field.group));
}

/** States that an owner may choose by link: forward, and not the last one, which keeps a record of its own. */
function lifecyclesFor(now: Lifecycle): Lifecycle[] {
  const allowed = stepsFrom(now).filter(
    (state) => state !== "retired" && LIFECYCLES.indexOf(state) > LIFECYCLES.indexOf(now),
  );
  return [now, ...allowed];
}

/** What the form of one system shows, or why there is none. @throws NotFound */
export async function loadCorrection(door: LinkDoor, usageId: string) {
  if (!isUuid(usageId)) throw new NotFound();
  const [system] = await listLetterSystems(door, usageId);
  if (!system) throw new NotFound();
  const usage = await findUsage(door.db, door.tenant, usageId);
  const fields = await correctable(door.db, door.tenant);
  const was = { ...typedOf(usage, fields), lifecycle: usage.lifecycle };
  return {
    system: { id: system.id, own_name: system.own_name, product: system.product, state: system.state },
    fields: fields.map((field) => field.key),
    lifecycles: lifecyclesFor(usage.lifecycle),
    units: await listUnitChoices(door.db, door.tenant),
    state: { typed: was, was, version: usage.version } as CorrectionState,
  };
}

export type CorrectionOutcome =
  | { done: Answer }
  | { refused: Refusal }
  | { state: CorrectionState; status: 409 | 422 };

/**
 * Saves the corrected fields by the rules of the ordinary form and confirms the record with them. What somebody else changed while
 * the form was open is shown beside one's own before anything is written.
 */
export async function correctByLink(door: LinkDoor, usageId: string): Promise<CorrectionOutcome> {
  const { db, tenant, form, today, record, round } = door;
  const found = await lockAnswerable(door, usageId);
  if ("refused" in found) return found;
  const { usage } = found;
  const fields = await correctable(db, tenant);
  const typed = typedValues(form);
  const current: Record<string, string> = { ...typedOf(usage, fields), lifecycle: usage.lifecycle };
  const was = readWas(form);
  const again = { typed, version: usage.version, was: current };
  if (Number(form.get("version")) !== usage.version) {
    const conflicts = conflictsBetween(current, was, typed);
    const kept = keepOwnChanges(current, was, typed);
    if (conflicts.length > 0) return { state: { ...again, typed: kept, conflicts }, status: 409 };
    Object.assign(typed, kept);
  }
  const { values, errors } = readFields(typed, fields);
  const to = typed.lifecycle ?? usage.lifecycle;
  Object.assign(errors, await lifecycleProblems(door, usage, { to: String(to), values }), errors);
  if (Object.keys(errors).length > 0) return { state: { ...again, was: readWas(form), errors }, status: 422 };
  const changes = await updateUsage(
    db,
    { tenantId: tenant.id, record, runId: round.id },
    { usage, edit: { values, lifecycle: to as Lifecycle } },
  );
  const renamed = typeof values.own_name === "string" ? values.own_name : usage.own_name;
  await confirmUsage(db, { id: usage.id, own_name: renamed }, confirming({ ...door, today }));
  const answer = changes.length > 0 ? "corrected" : "confirmed";
  await writeAnswer(door, usageId, answer);
  return { done: answer };
}

async function lifecycleProblems(
  { db, today }: LinkDoor,
  usage: Usage,
  { to, values }: { to: string; values: ReturnType<typeof readFields>["values"] },
): Promise<Record<string, string>> {
  if (to === usage.lifecycle) return lifecycleErrors(db, usage, { values, today });
  if (!isLifecycle(to) || !lifecyclesFor(usage.lifecycle).includes(to))
    return { lifecycle: "unknown_choice" };
  const facts = lifecycleFacts({ ...usage.values, ...values }, await hasSystemOwner(db, usage), today);
  return Object.fromEntries(
    stepObstacles(usage.lifecycle, to, facts, "").map((obstacle) => [
      obstacle === "owner_missing" ? "lifecycle" : OBSTACLE_FIELDS[obstacle],
      obstacle,
    ]),
  );
}
