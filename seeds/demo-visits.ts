import { sql } from "kysely";
import { dayInSweden } from "#app/server/transaction.server.ts";
import type { OwnerDb } from "./connection.ts";
import { workingMoment } from "./demo-history.ts";

/** Who looked at whose systems lately, and at how many records, so that the sharing receipt has something to say. */
const visits: readonly Visit[] = [
  ["morbylanga", "borgholm", "list", 1, 0],
  ["morbylanga", "borgholm", "record", 1, 3],
  ["morbylanga", "borgholm", "overlap", 6, 0],
  ["kalmar", "borgholm", "list", 4, 0],
  ["kalmar", "borgholm", "record", 4, 2],
  ["nybro", "borgholm", "overlap", 12, 0],
  ["borgholm", "morbylanga", "list", 2, 0],
  ["borgholm", "morbylanga", "record", 2, 2],
  ["pitea", "lulea", "list", 3, 0],
  ["boden", "lulea", "record", 5, 4],
  ["kalix", "lulea", "export", 8, 0],
  ["skovde", "karlsborg", "list", 7, 0],
  ["hjo", "karlsborg", "record", 9, 2],
];
type Visit = readonly [viewer: string, owner: string, via: string, daysAgo: number, records: number];

/**
 * Access history of the last days. The application can only write that somebody looks now, so this goes through the
 * role that owns the function it uses for that.
 */
export async function seedVisits(
  db: OwnerDb,
  organisations: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  await sql`set local role samverka_policy`.execute(db);
  for (const [index, [viewer, owner, via, daysAgo, records]] of visits.entries()) {
    const at = workingMoment(now, daysAgo, index * 61);
    const [viewerId, ownerId] = [organisations.get(viewer)!, organisations.get(owner)!];
    await sql`
      insert into access_event (tenant_id, viewer_organisation_id, seen_on, via, object_kind, object_id, first_at)
      select ${ownerId}::uuid, ${viewerId}::uuid, ${dayInSweden(at)}::date, ${via}::text, 'system_usage', seen.id,
        ${at}::timestamptz + seen.place * interval '4 minutes'
      from (select null::uuid as id, 0 as place where ${records}::int = 0
        union all (select u.id, row_number() over (order by md5(u.own_name))::int from system_usage u
          where u.tenant_id = ${ownerId}::uuid and not u.is_hidden order by md5(u.own_name) limit ${records}::int)) as seen
      on conflict do nothing`.execute(db);
  }
}
