import { sql } from "kysely";
import { NotFound, Refused } from "#app/server/errors.server.ts";
import type { Recorder, TenantDb } from "#app/server/tenant.server.ts";
import type { Day } from "#db/schema/values.ts";
import { isMember, joiningDay, memberState } from "./cooperations.rules.ts";
import { shareByDefault } from "./sharing.server.ts";

const me = sql<string>`app.tenant()`;

/** What a write needs to know besides its subject. */
export interface Doing {
  today: Day;
  record: Recorder;
  accountId: string | null;
}

/** Cooperations that the tenant coordinates, is in or is invited to, at most 200, by name. */
export async function listCooperations(db: TenantDb, today: Day) {
  const rows = await db
    .selectFrom("cooperation as c")
    .innerJoin("organisation as o", "o.id", "c.tenant_id")
    .leftJoin("cooperation_member as m", (join) =>
      join.onRef("m.cooperation_id", "=", "c.id").on("m.organisation_id", "=", me),
    )
    .leftJoin("cooperation_join as j", (join) =>
      join.onRef("j.cooperation_id", "=", "c.id").on("j.tenant_id", "=", me),
    )
    .select(["c.id", "c.tenant_id", "c.name", "c.description", "o.name as coordinator_name"])
    .select(["m.from_on", "m.ended_on", "j.joined_on", "j.leaves_on"])
    .select(
      sql<number>`(select count(*)::int from circle e, app.circle_organisations(e.id)
        where e.cooperation_id = c.id and e.is_everyone)`.as("member_count"),
    )
    .orderBy("c.name")
    .orderBy("c.id")
    .limit(200)
    .execute();
  return rows.map(({ from_on, ended_on, joined_on, leaves_on, ...row }) => ({
    ...row,
    leaves_on,
    ended_on,
    state: from_on ? memberState({ from_on, ended_on, joined_on, leaves_on }, today) : null,
  }));
}

/** One cooperation that the tenant may see. @throws NotFound */
export async function findCooperation(db: TenantDb, id: string) {
  const row = await db
    .selectFrom("cooperation as c")
    .innerJoin("organisation as o", "o.id", "c.tenant_id")
    .select(["c.id", "c.tenant_id", "c.name", "c.description", "c.version", "o.name as coordinator_name"])
    .where("c.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

export type Cooperation = Awaited<ReturnType<typeof findCooperation>>;

/** Everybody who is, was or is asked to be a member of a cooperation, at most 500, by name. */
export async function listMembers(db: TenantDb, cooperationId: string, today: Day) {
  const rows = await db
    .selectFrom("cooperation_member as m")
    .innerJoin("organisation as o", "o.id", "m.organisation_id")
    .leftJoin("cooperation_join as j", (join) =>
      join.onRef("j.cooperation_id", "=", "m.cooperation_id").onRef("j.tenant_id", "=", "m.organisation_id"),
    )
    .select(["o.id", "o.slug", "o.name", "o.kind", "m.from_on", "m.ended_on", "j.joined_on", "j.leaves_on"])
    .where("m.cooperation_id", "=", cooperationId)
    .orderBy("o.name")
    .orderBy("o.id")
    .limit(500)
    .execute();
  return rows.map((row) => ({ ...row, state: memberState(row, today) }));
}

export type Member = Awaited<ReturnType<typeof listMembers>>[number];

/** One row of `listMembers`. @throws NotFound */
export async function findMember(
  db: TenantDb,
  cooperationId: string,
  key: { slug: string } | { id: string },
  today: Day,
) {
  const members = await listMembers(db, cooperationId, today);
  const found = members.find((member) => ("slug" in key ? member.slug === key.slug : member.id === key.id));
  if (!found) throw new NotFound();
  return found;
}

/** A cooperation with the tenant as coordinator and first member, and the circle of all members. @returns its id */
export async function createCooperation(
  db: TenantDb,
  { name, description, everyone }: { name: string; description: string; everyone: string },
  { today, record, accountId }: Doing,
): Promise<string> {
  const { id } = await db
    .insertInto("cooperation")
    .values({ tenant_id: me, name, description })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("cooperation_member")
    .values({ tenant_id: me, cooperation_id: id, organisation_id: me, from_on: today })
    .execute();
  await db
    .insertInto("circle")
    .values({ tenant_id: me, cooperation_id: id, name: everyone, is_everyone: true })
    .execute();
  await record({ kind: "cooperation", id, name, action: "created" });
  await insertJoin(db, id, { joined_on: today, accountId });
  await shareByDefault(db, id, { today, record, accountId });
  return id;
}

/** Changes name and description. @throws Refused `changed_meanwhile` when somebody was faster */
export async function updateCooperation(
  db: TenantDb,
  before: Cooperation,
  after: { name: string; description: string; version: number },
  record: Recorder,
): Promise<void> {
  const { version, ...fields } = after;
  const row = await db
    .updateTable("cooperation")
    .set({ ...fields, version: version + 1 })
    .where("id", "=", before.id)
    .where("version", "=", version)
    .returning("id")
    .executeTakeFirst();
  if (!row) throw new Refused("changed_meanwhile");
  const changes = (["name", "description"] as const)
    .filter((field) => before[field] !== fields[field])
    .map((field) => ({ field, old: before[field], new: fields[field] }));
  await record({ kind: "cooperation", id: before.id, name: fields.name, action: "updated", changes });
}

/**
 * The cooperation's half of a membership. Somebody who has been a member before answers anew (a trigger sees to it).
 * Inviting twice changes nothing.
 */
export async function invite(
  db: TenantDb,
  cooperation: Cooperation,
  organisation: { id: string; name: string },
  { today, record }: Doing,
): Promise<void> {
  const made = await db
    .insertInto("cooperation_member")
    .values({
      tenant_id: me,
      cooperation_id: cooperation.id,
      organisation_id: organisation.id,
      from_on: today,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("organisation_id")
    .executeTakeFirst();
  if (!made && !(await inviteAgain(db, cooperation, organisation.id, today))) return;
  await record({
    kind: "cooperation",
    id: cooperation.id,
    name: cooperation.name,
    action: "invited",
    changes: [{ field: "organisation", old: null, new: organisation.name }],
  });
}

async function inviteAgain(db: TenantDb, cooperation: Cooperation, organisationId: string, today: Day) {
  const member = await findMember(db, cooperation.id, { id: organisationId }, today);
  if (member.state !== "ended" && member.state !== "left") return false;
  const row = (set: { ended_on: Day | null; from_on?: Day }) =>
    db
      .updateTable("cooperation_member")
      .set(set)
      .where("cooperation_id", "=", cooperation.id)
      .where("organisation_id", "=", organisationId)
      .execute();
  await row({ ended_on: today }); // for one who left by itself: ended on both sides first, so that the old yes is forgotten
  await row({ ended_on: null, from_on: today });
  return true;
}

/** Ends a membership from a day, today or later; null takes back an ending that has not come yet. */
export async function endMembership(
  db: TenantDb,
  cooperation: Cooperation,
  { organisationId, ended_on }: { organisationId: string; ended_on: Day | null },
  { today, record }: Doing,
): Promise<void> {
  const member = await findMember(db, cooperation.id, { id: organisationId }, today);
  if (organisationId === cooperation.tenant_id) throw new Refused("coordinator_stays");
  if (member.state === "ended") throw new Refused("changed_meanwhile");
  if (member.ended_on === ended_on) return;
  await db
    .updateTable("cooperation_member")
    .set({ ended_on })
    .where("cooperation_id", "=", cooperation.id)
    .where("organisation_id", "=", organisationId)
    .execute();
  await record({
    kind: "cooperation",
    id: cooperation.id,
    name: cooperation.name,
    action: ended_on ? "membership_ended" : "membership_kept",
    changes: [{ field: member.name, old: member.ended_on, new: ended_on }],
  });
}

/**
 * The tenant's own half of a membership, and with it the default share. Joining twice changes nothing.
 * @returns the day it takes effect, or undefined when the tenant is a member already
 */
export async function joinCooperation(
  db: TenantDb,
  cooperation: Cooperation,
  { today, record, accountId }: Doing,
): Promise<Day | undefined> {
  const mine = await findMember(db, cooperation.id, { id: await tenantId(db) }, today);
  if (mine.state === "upcoming" || isMember(mine, today)) return undefined;
  if (mine.state !== "invited") throw new Refused("not_invited");
  const joined_on = joiningDay(mine.from_on, today);
  if (!(await insertJoin(db, cooperation.id, { joined_on, accountId }))) return undefined;
  await record({
    kind: "cooperation",
    id: cooperation.id,
    name: cooperation.name,
    action: "joined",
    changes: [{ field: "joined_on", old: null, new: joined_on }],
  });
  await shareByDefault(db, cooperation.id, { today, record, accountId });
  return joined_on;
}

async function insertJoin(
  db: TenantDb,
  cooperationId: string,
  { joined_on, accountId }: { joined_on: Day; accountId: string | null },
) {
  return db
    .insertInto("cooperation_join")
    .values({ tenant_id: me, cooperation_id: cooperationId, joined_on, joined_by: accountId })
    .onConflict((conflict) => conflict.doNothing())
    .returning("cooperation_id")
    .executeTakeFirst();
}

/** Leaves a cooperation on a day, today or later; null takes back a leaving that has not come yet. */
export async function leave(
  db: TenantDb,
  cooperation: Cooperation,
  leaves_on: Day | null,
  { today, record }: Doing,
): Promise<void> {
  const mine = await findMember(db, cooperation.id, { id: await tenantId(db) }, today);
  if (cooperation.tenant_id === mine.id) throw new Refused("coordinator_stays");
  if (!mine.joined_on || mine.state === "left" || mine.state === "ended")
    throw new Refused("changed_meanwhile");
  if (mine.leaves_on === leaves_on) return;
  await db
    .updateTable("cooperation_join")
    .set({ leaves_on })
    .where("tenant_id", "=", me)
    .where("cooperation_id", "=", cooperation.id)
    .execute();
  await record({
    kind: "cooperation",
    id: cooperation.id,
    name: cooperation.name,
    action: leaves_on ? "left" : "stayed",
    changes: [{ field: "leaves_on", old: mine.leaves_on, new: leaves_on }],
  });
}

/** Whether an organisation is a member because an agreement in force says so: then nobody ends the membership by hand (decision 110). */
export async function followsAgreement(db: TenantDb, cooperationId: string, organisationId: string) {
  const found = await db
    .selectFrom("agreement as a")
    .innerJoin("agreement_party as p", (join) =>
      join.onRef("p.tenant_id", "=", "a.tenant_id").onRef("p.agreement_id", "=", "a.id"),
    )
    .select("a.id")
    .where("a.cooperation_id", "=", cooperationId)
    .where("a.status", "in", ["in_force", "winding_down"])
    .where("p.organisation_id", "=", organisationId)
    .where("p.admitted_on", "is not", null)
    .where("p.role", "!=", "observer")
    .where((eb) => eb.or([eb("p.leaves_on", "is", null), eb("p.leaves_on", ">=", sql<Day>`app.today()`)]))
    .executeTakeFirst();
  return found !== undefined;
}

async function tenantId(db: TenantDb): Promise<string> {
  const { rows } = await sql<{ id: string }>`select app.tenant() as id`.execute(db);
  return rows[0]!.id;
}
