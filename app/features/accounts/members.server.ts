import { sql } from "kysely";
import type { MemberRole } from "#db/schema/values.ts";
import { NotFound, Refused } from "../../server/errors.server.ts";
import type { Recorder, TenantDb } from "../../server/transaction.server.ts";

/** A person with an account in the organisation, now or before. */
export interface Member {
  account_id: string;
  name: string;
  email: string | null;
  title: string | null;
  roles: MemberRole[];
  since: Date;
  ended_at: Date | null;
}

const members = (db: TenantDb) =>
  db
    .selectFrom("membership as m")
    .innerJoin("person as p", (join) =>
      join.onRef("p.tenant_id", "=", "m.tenant_id").onRef("p.id", "=", "m.person_id"),
    )
    .select([
      "m.account_id",
      "p.name",
      "p.email",
      "p.title",
      "m.roles",
      "m.created_at as since",
      "m.ended_at",
    ]);

/** Members by name, those who have left last; at most 1,000. */
export async function listMembers(db: TenantDb): Promise<Member[]> {
  return members(db)
    .orderBy((eb) => eb("m.ended_at", "is not", null))
    .orderBy("p.name")
    .orderBy("m.account_id")
    .limit(1000)
    .execute();
}

/** One member, also one who has left. @throws NotFound */
export async function findMember(db: TenantDb, accountId: string): Promise<Member> {
  const member = await members(db).where("m.account_id", "=", accountId).executeTakeFirst();
  if (!member) throw new NotFound();
  return member;
}

/** Gives a member other roles. @throws NotFound; Refused "last_admin" */
export async function changeRoles(
  db: TenantDb,
  accountId: string,
  roles: MemberRole[],
  record: Recorder,
): Promise<void> {
  const member = await activeMember(db, accountId);
  const added = new Set(roles);
  if (added.size === member.roles.length && member.roles.every((role) => added.has(role))) return;
  if (!roles.includes("local_admin")) await keepAnAdministrator(db, accountId);
  await db.updateTable("membership").set({ roles }).where("account_id", "=", accountId).execute();
  await endSessions(db, accountId);
  await record({
    kind: "membership",
    id: accountId,
    name: member.name,
    action: "updated",
    changes: [{ field: "roles", old: member.roles, new: roles }],
  });
}

/** Ends a membership from now on; what the person did stays. @throws NotFound; Refused "last_admin" */
export async function endMembership(
  db: TenantDb,
  accountId: string,
  { now, record }: { now: Date; record: Recorder },
): Promise<void> {
  const member = await activeMember(db, accountId);
  await keepAnAdministrator(db, accountId);
  await db.updateTable("membership").set({ ended_at: now }).where("account_id", "=", accountId).execute();
  await endSessions(db, accountId);
  await record({ kind: "membership", id: accountId, name: member.name, action: "ended" });
}

/** Lets somebody back in, with the roles they had. @throws NotFound */
export async function reinstateMember(db: TenantDb, accountId: string, record: Recorder): Promise<void> {
  const member = await findMember(db, accountId);
  const { numUpdatedRows } = await db
    .updateTable("membership")
    .set({ ended_at: null })
    .where("account_id", "=", accountId)
    .where("ended_at", "is not", null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return; // somebody was faster; the outcome is the same
  await endSessions(db, accountId);
  await record({ kind: "membership", id: accountId, name: member.name, action: "reinstated" });
}

async function activeMember(db: TenantDb, accountId: string): Promise<Member> {
  const member = await findMember(db, accountId);
  if (member.ended_at) throw new NotFound();
  return member;
}

/**
 * Locks the administrators' rows, so that of two who remove each other at the same time one is refused.
 * @throws Refused "last_admin" when nobody else would be left
 */
async function keepAnAdministrator(db: TenantDb, leaving: string): Promise<void> {
  const admins = await db
    .selectFrom("membership")
    .select("account_id")
    .where("ended_at", "is", null)
    .where(sql<boolean>`'local_admin' = any (roles)`)
    .orderBy("account_id")
    .forUpdate()
    .execute();
  if (admins.length === 1 && admins[0]?.account_id === leaving) throw new Refused("last_admin");
}

/** Rights have changed: the person signs in anew. */
async function endSessions(db: TenantDb, accountId: string): Promise<void> {
  await sql`select app.end_sessions_of_member(${accountId})`.execute(db);
}
