import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import { findLicence } from "../licences/licences.server.ts";
import { changeMembership } from "../licences/pool.server.ts";
import type { NO_ANSWER } from "./renewals.rules.ts";
import type { ResultRow } from "./results.server.ts";
import type { Round } from "./rounds.server.ts";

const me = sql<string>`app.tenant()`;

/** Whether the group means that a member leaves: it said no, or silence was said to mean so. */
export function isLeaving(
  { place, bucket }: Pick<ResultRow, "place" | "bucket">,
  no_answer_means: (typeof NO_ANSWER)[number],
): boolean {
  return (
    place === "member" && (bucket === "cancels" || (bucket === "no_answer" && no_answer_means === "leaves"))
  );
}

/** The last day in the agreement of somebody who leaves: its own term's end, or the agreement's; null where neither has one. */
export function lastDayOf(
  { ownEndsOn }: Pick<ResultRow, "ownEndsOn">,
  { agreement_ends_on }: Pick<Round, "agreement_ends_on">,
): string | null {
  return ownEndsOn ?? agreement_ends_on;
}

/** Those whose last day this survey has written into their membership. */
export async function listDepartures(
  { db }: Pick<Door, "db">,
  roundId: string,
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("renewal_departure")
    .select(["organisation_id", "leaves_on"])
    .where("tenant_id", "=", me)
    .where("round_id", "=", roundId)
    .orderBy("organisation_id")
    .limit(1000)
    .execute();
  return new Map(rows.map((row) => [row.organisation_id, row.leaves_on]));
}

/** What became of the memberships: those changed, and those that a pool holds because of what they have lent. */
interface Departed {
  changed: number;
  held: string[];
}

/**
 * Writes the last day of those who leave into their membership, and takes back what it wrote for those who do not leave any more. An end
 * that somebody else has written stays. Running it again changes nothing. Each goes through the one function that decides about the
 * agreement's pools; loans end with the membership (licences.md 5).
 */
export async function writeDepartures(
  door: Pick<Door, "db" | "actor" | "record">,
  round: Round,
  rows: readonly ResultRow[],
): Promise<Departed> {
  const written = await listDepartures(door, round.id);
  const leaving = rows.filter((row) => isLeaving(row, round.no_answer_means));
  const due = leaving.flatMap((row) => {
    const last = lastDayOf(row, round);
    return last && !written.has(row.id) ? [{ ...row, last }] : [];
  });
  const back = rows.filter((row) => written.has(row.id) && !leaving.includes(row));
  if (due.length === 0 && back.length === 0) return { changed: 0, held: [] };
  const licence = await findLicence(door.db, round.agreement_id);
  const changes: { field: string; old: string | null; new: string | null }[] = [];
  const held: string[] = [];
  for (const { id, name, last } of due) {
    const change = { kind: "membership", party: id, to_on: last } as const;
    let isSet = false;
    const refusal = await changeMembership(door, licence, change, async () => {
      isSet = await setLastDay(door, round, { id, last });
    });
    if (refusal) held.push(name);
    else if (isSet) changes.push({ field: "leaves_on", old: null, new: `${name}: ${last}` });
  }
  for (const { id, name, ownEndsOn } of back) {
    // its own end still ends it
    const change = { kind: "membership", party: id, to_on: ownEndsOn } as const;
    let isBack = false;
    const refusal = await changeMembership(door, licence, change, async () => {
      isBack = await takeBack(door, round, id);
    });
    if (refusal) held.push(name);
    else if (isBack) changes.push({ field: "leaves_on", old: `${name}: ${written.get(id)}`, new: null });
  }
  if (changes.length > 0) {
    await door.record({
      ...{ kind: "licence_agreement", id: licence.id, name: licence.name, action: "left" },
      changes,
    });
    const { id, name } = round;
    await door.record({ kind: "renewal_round", id, name, action: "departures_written", changes });
  }
  return { changed: changes.length, held };
}

/** @returns whether it was written: not over an end that is there already */
async function setLastDay(
  { db, actor }: Pick<Door, "db" | "actor">,
  round: Round,
  { id, last }: { id: string; last: string },
): Promise<boolean> {
  const { rows } = await sql`
    with ended as (
      update licence_member set leaves_on = ${last}, version = version + 1
      where tenant_id = ${me} and agreement_id = ${round.agreement_id} and organisation_id = ${id}
        and leaves_on is null and joined_on <= ${last}
      returning organisation_id, leaves_on)
    insert into renewal_departure (tenant_id, round_id, organisation_id, leaves_on, by_name)
    select ${me}, ${round.id}, organisation_id, leaves_on, ${actor.name} from ended
    on conflict do nothing returning organisation_id`.execute(db);
  return rows.length > 0;
}

/** @returns whether it was taken back: not where somebody else has moved it since */
async function takeBack({ db }: Pick<Door, "db">, round: Round, id: string): Promise<boolean> {
  const { rows } = await sql`
    with known as (
      delete from renewal_departure where tenant_id = ${me} and round_id = ${round.id} and organisation_id = ${id}
      returning organisation_id, leaves_on)
    update licence_member m set leaves_on = null, version = m.version + 1 from known k
    where m.tenant_id = ${me} and m.agreement_id = ${round.agreement_id} and m.organisation_id = k.organisation_id
      and m.leaves_on = k.leaves_on
    returning m.organisation_id`.execute(db);
  return rows.length > 0;
}

/**
 * What the own organisation has to know when it leaves: its last day in the agreement once that is written there, and what it gives back
 * or ends by then. @returns null for whoever stays
 */
export async function readOwnExit({ db }: Pick<Door, "db">, round: Round) {
  const { rows } = await sql<{ leaves_on: string; rights: number; loans: number }>`
    select m.leaves_on,
      (select coalesce(sum(e.quantity), 0)::bigint from entitlement e where e.agreement_id = m.agreement_id
        and e.organisation_id = ${me} and e.valid_from <= app.today() and (e.valid_to is null or e.valid_to >= app.today())) as rights,
      (select count(*)::int from licence_loan l where l.agreement_id = m.agreement_id and l.state = 'accepted'
        and l.to_on >= app.today() and ${me} in (l.lender_id, l.borrower_id)) as loans
    from licence_member m
    where m.agreement_id = ${round.agreement_id} and m.organisation_id = ${me} and m.leaves_on is not null`.execute(
    db,
  );
  return rows[0] ?? null;
}
