import { sql } from "kysely";
import { NotFound, Refused } from "#app/server/errors.server.ts";
import type { Recorder, TenantDb } from "#app/server/tenant.server.ts";
import type { Day, FieldGroup } from "#db/schema/values.ts";
import {
  circleTitle,
  isFieldGroup,
  isShared,
  needsSecondConfirmation,
  type OpenShare,
  reachOf,
  type SharingChange,
  type SharingCircle,
} from "./sharing.rules.ts";

const me = sql<string>`app.tenant()`;

interface Doing {
  today: Day;
  record: Recorder;
  accountId: string | null;
  reason?: string;
}

/** Circles that the tenant is in today, with the other organisations in each; by cooperation, all members first. At most 300. */
export async function listSharingCircles(db: TenantDb): Promise<SharingCircle[]> {
  const { rows } = await sql<SharingCircle>`
    select c.id, c.name, c.is_everyone, co.name as cooperation_name,
      coalesce((select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.name, o.id)
        from organisation o where o.id = any (array(select app.circle_organisations(c.id))) and o.id <> app.tenant()),
        '[]') as organisations
    from circle c join cooperation co on co.id = c.cooperation_id
    where app.tenant() = any (array(select app.circle_organisations(c.id)))
    order by co.name, co.id, c.is_everyone desc, c.name, c.id limit 300`.execute(db);
  return rows;
}

/** One of `listSharingCircles`. @throws NotFound */
export async function findSharingCircle(db: TenantDb, id: string): Promise<SharingCircle> {
  const circle = (await listSharingCircles(db)).find((each) => each.id === id);
  if (!circle) throw new NotFound();
  return circle;
}

/** What the tenant shares today, whatever came of the circles; at most 3,000. */
export async function listOpenShares(db: TenantDb): Promise<OpenShare[]> {
  return db
    .selectFrom("share")
    .select(["circle_id", "field_group", "from_on"])
    .where("object_kind", "=", "system_usage")
    .where("from_on", "<=", sql<string>`app.today()`)
    .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">", sql<string>`app.today()`)]))
    .orderBy("from_on")
    .orderBy("id")
    .limit(3000)
    .execute();
}

/** What granting or withdrawing one group in one circle would change. @throws NotFound */
export async function foreseeShare<Group extends FieldGroup>(db: TenantDb, circleId: string, group: Group) {
  const circles = await listSharingCircles(db);
  const circle = circles.find((each) => each.id === circleId);
  if (!circle) throw new NotFound();
  const shares = await listOpenShares(db);
  return {
    circle,
    group,
    isShared: isShared(shares, circleId, group),
    isCoreShared: isShared(shares, circleId, "core"),
    reach: reachOf(circles, shares, { circleId, group }),
    count: (await countShareable(db))[group],
  };
}

/** Opens a field group to a circle from today. @returns false when it was open already */
export async function grantShare(
  db: TenantDb,
  circle: Pick<SharingCircle, "id" | "name" | "cooperation_name" | "is_everyone">,
  group: FieldGroup,
  { today, record, accountId, reason }: Doing,
): Promise<boolean> {
  const row = await db
    .insertInto("share")
    .values({
      tenant_id: me,
      circle_id: circle.id,
      object_kind: "system_usage",
      field_group: group,
      from_on: today,
      set_by: accountId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) return false;
  await recordShare(record, circle, { group, isShared: true, reason });
  return true;
}

/** Closes a field group to a circle from this moment. @returns false when it was closed already */
export async function withdrawShare(
  db: TenantDb,
  circle: Pick<SharingCircle, "id" | "name" | "cooperation_name" | "is_everyone">,
  group: FieldGroup,
  { today, record, reason }: Doing,
): Promise<boolean> {
  const rows = await db
    .updateTable("share")
    .set({ to_on: today })
    .where("circle_id", "=", circle.id)
    .where("field_group", "=", group)
    .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">", today)]))
    .returning("id")
    .execute();
  if (rows.length === 0) return false;
  await recordShare(record, circle, { group, isShared: false, reason });
  return true;
}

async function recordShare(
  record: Recorder,
  circle: Pick<SharingCircle, "id" | "name" | "cooperation_name" | "is_everyone">,
  { group, isShared, reason }: { group: FieldGroup; isShared: boolean; reason?: string },
) {
  await record({
    kind: "share",
    id: circle.id,
    name: circleTitle(circle),
    action: isShared ? "shared" : "withdrawn",
    changes: [{ field: group, old: !isShared, new: isShared }],
    reason,
  });
}

/**
 * What follows from joining: whatever an earlier membership left open in the cooperation's circles is closed, and the core
 * group is opened to the circle of all members.
 */
export async function shareByDefault(db: TenantDb, cooperationId: string, doing: Doing): Promise<void> {
  const circles = await db
    .selectFrom("circle as c")
    .innerJoin("cooperation as o", "o.id", "c.cooperation_id")
    .select(["c.id", "c.name", "c.is_everyone", "o.name as cooperation_name"])
    .where("c.cooperation_id", "=", cooperationId)
    .orderBy("c.id")
    .limit(200)
    .execute();
  for (const share of await listOpenShares(db)) {
    const circle = circles.find((each) => each.id === share.circle_id);
    if (circle) await withdrawShare(db, circle, share.field_group, { ...doing, reason: "joined_again" });
  }
  const everyone = circles.find((circle) => circle.is_everyone);
  if (!everyone) throw new NotFound();
  await grantShare(db, everyone, "core", { ...doing, reason: "joined" });
}

/** How many of the tenant's usages others may see at all, and how many of them have something in each group. */
export async function countShareable(db: TenantDb): Promise<Record<FieldGroup, number>> {
  const tables: Record<Exclude<FieldGroup, "core">, string[]> = {
    dates: ["system_usage_dates"],
    operation: ["system_usage_operation"],
    term: ["system_usage_term"],
    price: ["system_usage_price"],
    volume: ["system_usage_volume"],
    openness: ["system_usage_openness"],
    classification: ["system_usage_classification", "sub_processor"],
    contacts: ["role_assignment"],
    documents: ["system_usage_document"],
  };
  const counts = Object.entries(tables).map(
    ([group, names]) =>
      sql`count(*) filter (where ${sql.join(
        names.map(
          (name) =>
            sql`exists (select 1 from ${sql.table(name)} g where g.tenant_id = u.tenant_id and g.usage_id = u.id)`,
        ),
        sql` or `,
      )})::int as ${sql.ref(group)}`,
  );
  const { rows } = await sql<Record<FieldGroup, number>>`
    select count(*)::int as core, ${sql.join(counts)}
    from system_usage u where u.tenant_id = app.tenant() and not u.is_hidden`.execute(db);
  return rows[0]!;
}

const logged = sql<boolean>`(object_kind = 'share' or (object_kind = 'cooperation' and action in ('joined', 'left', 'stayed')))`;

/** Changes of sharing and own memberships, newest first. */
export async function listSharingChanges(
  db: TenantDb,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<SharingChange[]> {
  const rows = await db
    .selectFrom("change_event")
    .select(["id", "at", "by_name", "object_id", "object_name", "action", "field", "old", "new", "reason"])
    .where("tenant_id", "=", me)
    .where(logged)
    .orderBy("id", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    by_name: row.by_name,
    circle_id: row.object_id,
    circle: row.object_name ?? "",
    action: row.action,
    field: row.field ?? "",
    old: plain(row.old),
    new: plain(row.new),
    reason: row.reason,
  }));
}

export async function countSharingChanges(db: TenantDb): Promise<number> {
  const row = await db
    .selectFrom("change_event")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("tenant_id", "=", me)
    .where(logged)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** History keeps JSON; here it is a day, a yes or a no. */
function plain(value: unknown): string | boolean | null {
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}

/** The newest change of a share, if it can still be undone: the tenant is still in the circle. */
export async function findLastShareChange(db: TenantDb) {
  const row = await db
    .selectFrom("change_event")
    .select(["id", "object_id", "action", "field", "by_name", "at"])
    .where("tenant_id", "=", me)
    .where("object_kind", "=", "share")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row || !isFieldGroup(row.field)) return undefined;
  const circle = (await listSharingCircles(db)).find((each) => each.id === row.object_id);
  if (!circle) return undefined;
  return {
    id: row.id,
    circle,
    group: row.field,
    wasShared: row.action === "shared",
    by_name: row.by_name,
    at: row.at.toISOString(),
  };
}

/**
 * Takes back the newest change of a share.
 * @param id the change that the person saw
 * @throws Refused `changed_meanwhile` when another change came after it, `asks_again` when that would share a sensitive group
 */
export async function undoShareChange(db: TenantDb, id: string, doing: Doing): Promise<void> {
  const last = await findLastShareChange(db);
  if (!last || last.id !== id) throw new Refused("changed_meanwhile");
  if (!last.wasShared && needsSecondConfirmation(last.group)) throw new Refused("asks_again");
  const turn = last.wasShared ? withdrawShare : grantShare;
  if (!(await turn(db, last.circle, last.group, { ...doing, reason: "undone" })))
    throw new Refused("changed_meanwhile");
}
