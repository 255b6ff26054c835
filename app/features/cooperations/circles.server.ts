import { sql } from "kysely";
import { NotFound, Refused } from "#app/server/errors.server.ts";
import type { Recorder, TenantDb } from "#app/server/tenant.server.ts";

const me = sql<string>`app.tenant()`;

/** Circles of a cooperation with the organisations in them today; the circle of all members first. At most 200. */
export async function listCircles(db: TenantDb, cooperationId: string) {
  const circles = await db
    .selectFrom("circle as c")
    .select(["c.id", "c.name", "c.is_everyone"])
    .select(
      sql<string[]>`array(select o.name from organisation o
        where o.id = any (array(select app.circle_organisations(c.id))) order by o.name, o.id)`.as(
        "organisations",
      ),
    )
    .where("c.cooperation_id", "=", cooperationId)
    .orderBy("c.is_everyone", "desc")
    .orderBy("c.name")
    .orderBy("c.id")
    .limit(200)
    .execute();
  return circles;
}

/** One circle that the tenant may see, and who is put into it (member of the cooperation or not). @throws NotFound */
export async function findCircle(db: TenantDb, id: string) {
  const circle = await db
    .selectFrom("circle as c")
    .innerJoin("cooperation as o", "o.id", "c.cooperation_id")
    .select([
      "c.id",
      "c.name",
      "c.is_everyone",
      "c.cooperation_id",
      "c.tenant_id",
      "c.agreement_id",
      "o.name as cooperation_name",
    ])
    .where("c.id", "=", id)
    .executeTakeFirst();
  if (!circle) throw new NotFound();
  const members = await db
    .selectFrom("circle_member")
    .select(["organisation_id", "from_on", "until_on"])
    .where("circle_id", "=", id)
    .where((eb) => eb.or([eb("until_on", "is", null), eb("until_on", ">=", sql<string>`app.today()`)]))
    .orderBy("organisation_id")
    .limit(500)
    .execute();
  return { ...circle, organisation_ids: members.map((row) => row.organisation_id), dates: members };
}

export type Circle = Awaited<ReturnType<typeof findCircle>>;

/** The circle whose members are an agreement's parties (decision 152). */
export async function findCircleOf(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("circle")
    .select(["id", "name", "cooperation_id"])
    .where("agreement_id", "=", agreementId)
    .executeTakeFirst();
}

/** A named circle without members, or with those of an agreement. @throws Refused `name_taken` @returns its id */
export async function insertCircle(
  db: TenantDb,
  {
    cooperationId,
    name,
    agreementId = null,
  }: { cooperationId: string; name: string; agreementId?: string | null },
  record: Recorder,
): Promise<string> {
  const row = await db
    .insertInto("circle")
    .values({ tenant_id: me, cooperation_id: cooperationId, name, agreement_id: agreementId })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) throw new Refused("name_taken");
  await record({ kind: "circle", id: row.id, name, action: "created" });
  return row.id;
}

/** @throws Refused `name_taken` */
export async function renameCircle(
  db: TenantDb,
  circle: Circle,
  name: string,
  record: Recorder,
): Promise<void> {
  if (circle.name === name) return;
  const taken = await db
    .selectFrom("circle")
    .select("id")
    .where("cooperation_id", "=", circle.cooperation_id)
    .where("name", "=", name)
    .executeTakeFirst();
  if (taken) throw new Refused("name_taken");
  await db.updateTable("circle").set({ name }).where("id", "=", circle.id).execute();
  const changes = [{ field: "name", old: circle.name, new: name }];
  await record({ kind: "circle", id: circle.id, name, action: "updated", changes });
}

/**
 * Puts organisations into a circle and takes others out. Works on differences, so that two coordinators who change
 * different organisations at the same time both get what they meant.
 */
export async function changeCircleMembers(
  db: TenantDb,
  circle: Circle,
  { added, removed }: { added: { id: string; name: string }[]; removed: { id: string; name: string }[] },
  record: Recorder,
): Promise<void> {
  const came =
    added.length === 0
      ? []
      : await db
          .insertInto("circle_member")
          .values(added.map(({ id }) => ({ tenant_id: me, circle_id: circle.id, organisation_id: id })))
          .onConflict((conflict) => conflict.doNothing())
          .returning("organisation_id")
          .execute();
  const went =
    removed.length === 0
      ? []
      : await db
          .deleteFrom("circle_member")
          .where("circle_id", "=", circle.id)
          .where(
            "organisation_id",
            "in",
            removed.map(({ id }) => id),
          )
          .returning("organisation_id")
          .execute();
  const nameOf = (id: string) => [...added, ...removed].find((each) => each.id === id)?.name ?? null;
  const changes = [
    ...came.map((row) => ({ field: "organisation", old: null, new: nameOf(row.organisation_id) })),
    ...went.map((row) => ({ field: "organisation", old: nameOf(row.organisation_id), new: null })),
  ];
  if (changes.length > 0)
    await record({ kind: "circle", id: circle.id, name: circle.name, action: "members_changed", changes });
}

/** Removes a circle that nothing has ever been shared with. @returns false when a share holds on to it */
export async function deleteCircle(db: TenantDb, circle: Circle, record: Recorder): Promise<boolean> {
  // the shares may be other organisations', which we cannot see; the foreign key sees them
  await sql`savepoint removal`.execute(db);
  try {
    await db.deleteFrom("circle").where("id", "=", circle.id).where("is_everyone", "=", false).execute();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "23503")) throw error;
    await sql`rollback to savepoint removal`.execute(db);
    return false;
  }
  await record({ kind: "circle", id: circle.id, name: circle.name, action: "deleted" });
  return true;
}
