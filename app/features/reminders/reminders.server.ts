import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Door, TenantDb } from "../../server/tenant.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import type { DeadlineKind } from "./contract-deadlines.rules.ts";
import { recipientsByContract } from "./recipients.server.ts";

const me = sql<string>`app.tenant()`;

/** What a ladder amounts to: reminded of and waiting, without anybody to remind, still ahead, handled, or passed by. */
export type LadderState = "due" | "no_recipient" | "planned" | "handled" | "over";

/** One deadline of one contract, with where its ladder stands. */
export interface Ladder {
  /** Of one of its steps: names the ladder in addresses. */
  id: string;
  contract_id: string;
  contract: string;
  number: string | null;
  kind: DeadlineKind;
  deadline_on: string;
  last_on: string;
  then_on: string | null;
  option_seq: number | null;
  state: LadderState;
  next_on: string | null;
  sent_at: string | null;
  handled_at: string | null;
  handled_by: string | null;
  note: string | null;
}

export type Show = "due" | "planned" | "handled";
export const MOST_LADDERS = 200;

interface Wanted {
  show: Show;
  /** Part of the contract's name or number. */
  q?: string;
  /** Only what this person answers for today. */
  personId?: string;
}

/** Deadlines with their ladders, the nearest day first; handled ones newest first. At most 200 and a sign that there are more. */
export async function listLadders(
  db: TenantDb,
  { show, q = "", personId }: Wanted,
  today: string,
): Promise<{ ladders: Ladder[]; isCut: boolean }> {
  const own = personId ? await contractsOfPerson(db, personId, today) : undefined;
  const inGroup = {
    due: sql`bool_or(r.state in ('sent', 'no_recipient')) and not bool_or(r.state = 'handled')
      and (r.deadline_kind = 'missed' or max(r.last_on) >= ${today}::date)`,
    planned: sql`bool_or(r.state = 'planned') and not bool_or(r.state in ('sent', 'no_recipient', 'handled'))
      and (r.deadline_kind = 'missed' or max(r.last_on) >= ${today}::date)`,
    handled: sql`bool_or(r.state = 'handled')`,
  }[show];
  const order = show === "handled" ? sql`max(r.handled_at) desc, 1` : sql`r.deadline_on, c.name, 1`;
  const { rows } = await sql<Ladder>`
    select min(r.id::text) as id, r.contract_id, c.name as contract, c.number, r.deadline_kind as kind, r.deadline_on, max(r.last_on) as last_on,
      max(r.then_on) as then_on, max(r.option_seq) as option_seq, ${STATE} as state,
      min(r.due_on) filter (where r.state = 'planned') as next_on,
      to_json(max(r.sent_at)) #>> '{}' as sent_at, to_json(max(r.handled_at)) #>> '{}' as handled_at,
      max(r.handled_by) as handled_by, max(r.note) as note
    from reminder r join contract c on c.tenant_id = r.contract_tenant_id and c.id = r.contract_id
    where r.tenant_id = ${me}
      and (${q} = '' or strpos(lower(c.name), lower(${q})) > 0 or strpos(lower(coalesce(c.number, '')), lower(${q})) > 0)
      and (${own === undefined} or r.contract_id = any(${own ?? []}::uuid[]))
    group by r.contract_id, c.name, c.number, r.deadline_kind, r.deadline_on
    having ${inGroup}
    order by ${order} limit ${MOST_LADDERS + 1}`.execute(db);
  return { ladders: rows.slice(0, MOST_LADDERS), isCut: rows.length > MOST_LADDERS };
}

const STATE = sql`case
  when bool_or(r.state = 'handled') then 'handled'
  when bool_or(r.state = 'no_recipient') then 'no_recipient'
  when bool_or(r.state = 'sent') then 'due'
  when bool_or(r.state = 'planned') then 'planned'
  else 'over' end`;

/** Contracts that the person answers for today, also as deputy. */
export async function contractsOfPerson(db: TenantDb, personId: string, today: string): Promise<string[]> {
  const rows = await db
    .selectFrom("reminder")
    .select("contract_id")
    .distinct()
    .where("tenant_id", "=", me)
    .execute();
  const told = await recipientsByContract(
    db,
    rows.map((row) => row.contract_id),
    today,
  );
  return [...told]
    .filter(([, people]) => people.some((each) => each.personId === personId))
    .map(([id]) => id);
}

/** How many deadlines have nobody to remind; for administrators to see. */
export async function countWithoutRecipient(db: TenantDb): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct (contract_id, deadline_kind, deadline_on))::int as n from reminder
    where tenant_id = ${me} and state = 'no_recipient'`.execute(db);
  return rows[0]?.n ?? 0;
}

/** The ladder that a step belongs to. @throws NotFound */
export async function findLadder(db: TenantDb, id: string) {
  if (!isUuid(id)) throw new NotFound();
  const row = await db
    .selectFrom("reminder as r")
    .innerJoin("contract as c", (join) =>
      join.onRef("c.tenant_id", "=", "r.contract_tenant_id").onRef("c.id", "=", "r.contract_id"),
    )
    .select(["r.id", "r.contract_id", "r.deadline_kind as kind", "r.deadline_on", "r.last_on", "r.then_on"])
    .select(["r.option_seq", "c.name as contract"])
    .where("r.tenant_id", "=", me)
    .where("r.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

type Found = Awaited<ReturnType<typeof findLadder>>;

const ofLadder = ({ contract_id, kind, deadline_on }: Found) =>
  sql<boolean>`tenant_id = ${me} and contract_id = ${contract_id} and deadline_kind = ${kind} and deadline_on = ${deadline_on}`;

/**
 * Silences a ladder with a note: nothing more is sent about that day.
 * @throws Refused "changed_meanwhile" when somebody was faster
 */
export async function handleLadder(
  { db, actor, now, record }: Door,
  ladder: Found,
  note: string,
): Promise<void> {
  const rows = await db
    .updateTable("reminder")
    .set({
      state: "handled",
      state_before: sql`state`,
      handled_at: now,
      handled_by: actor.name,
      note,
    })
    .where(ofLadder(ladder))
    .where("state", "<>", "handled")
    .returning("id")
    .execute();
  if (rows.length === 0) throw new Refused("changed_meanwhile");
  await record({ kind: "reminder", id: ladder.id, name: ladder.contract, action: "handled", reason: note });
}

/** Wakes a ladder that was not handled after all; steps that have passed meanwhile go at the next run, the nearest only. */
export async function reopenLadder({ db, record, unrecorded }: Door, ladder: Found): Promise<void> {
  const rows = await db
    .updateTable("reminder")
    .set({
      state: sql`coalesce(state_before, 'planned')`,
      state_before: null,
      handled_at: null,
      handled_by: null,
      note: null,
    })
    .where(ofLadder(ladder))
    .where("state", "=", "handled")
    .returning("id")
    .execute();
  if (rows.length > 0)
    await record({ kind: "reminder", id: ladder.id, name: ladder.contract, action: "undone" });
  else unrecorded("it was woken already");
}
