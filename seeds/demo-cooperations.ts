import { dayInSweden, type TenantDb } from "#app/server/transaction.server.ts";
import type { FieldGroup } from "#db/schema/values.ts";
import { insertMissing } from "./connection.ts";
import { demoCooperations, shares } from "./content/cooperations.ts";
import type { CooperationContent } from "./content/types.ts";
import { idAt, workingMoment } from "./demo-history.ts";

/** Circle ids by cooperation key (all members) or `cooperation/circle`, and cooperation ids by key. */
export interface CircleIds {
  cooperation: Map<string, string>;
  circle: Map<string, string>;
}

/**
 * The cooperations that an organisation coordinates, with members and circles as the coordinator has set them. Those
 * that are there already stay as they are. Adds the ids of all to `known`.
 */
export async function seedCoordinated(
  db: TenantDb,
  known: CircleIds,
  { key, tenantId, today, organisations }: CoordinatorContext,
): Promise<void> {
  for (const content of demoCooperations(today).filter(({ host }) => host === key)) {
    const id =
      (await findOwn(db, tenantId, content.name)) ??
      (await insertOne(db, content, { tenantId, organisations }));
    const rows = await db
      .selectFrom("circle")
      .select(["id", "name", "is_everyone"])
      .where("cooperation_id", "=", id)
      .execute();
    const circleIds = new Map(rows.map((row) => [row.is_everyone ? everyone : row.name, row.id]));
    known.cooperation.set(content.key, id);
    known.circle.set(content.key, circleIds.get(everyone)!);
    for (const { key: circle, name } of content.circles)
      known.circle.set(`${content.key}/${circle}`, circleIds.get(name)!);
  }
}

interface CoordinatorContext {
  key: string;
  tenantId: string;
  today: string;
  organisations: ReadonlyMap<string, string>;
}

const everyone = "Alla medlemmar";

async function findOwn(db: TenantDb, tenantId: string, name: string): Promise<string | undefined> {
  const query = db
    .selectFrom("cooperation")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("name", "=", name);
  return (await query.executeTakeFirst())?.id;
}

async function insertOne(
  db: TenantDb,
  content: CooperationContent,
  { tenantId, organisations }: Pick<CoordinatorContext, "tenantId" | "organisations">,
): Promise<string> {
  const { id: cooperation_id } = await db
    .insertInto("cooperation")
    .values({ tenant_id: tenantId, name: content.name, description: content.purpose })
    .returning("id")
    .executeTakeFirstOrThrow();
  await insertMissing(
    db,
    "cooperation_member",
    content.members.map(({ organisation, joined_on }) => ({
      tenant_id: tenantId,
      cooperation_id,
      organisation_id: organisations.get(organisation)!,
      from_on: joined_on,
      ended_on: null,
    })),
  );
  for (const { name, members } of [{ name: everyone, members: null }, ...content.circles]) {
    const circle = await db
      .insertInto("circle")
      .values({ tenant_id: tenantId, cooperation_id, name, is_everyone: members === null })
      .returning("id")
      .executeTakeFirstOrThrow();
    const rows = (members ?? []).map((member) => organisations.get(member)!);
    await insertMissing(
      db,
      "circle_member",
      rows.map((organisation_id) => ({ tenant_id: tenantId, circle_id: circle.id, organisation_id })),
    );
  }
  return cooperation_id;
}

/** An organisation's own word on its cooperations, and what it shares with whom. */
export async function seedMembership(
  db: TenantDb,
  known: CircleIds,
  { key, tenantId, now, byName }: { key: string; tenantId: string; now: Date; byName: string },
): Promise<void> {
  const today = dayInSweden(now);
  const joins = demoCooperations(today).flatMap((content) =>
    content.members
      .filter(
        ({ organisation, confirmed_by }) => organisation === key && confirmed_by.includes("organisation"),
      )
      .map(({ joined_on, left_on }) => ({
        tenant_id: tenantId,
        cooperation_id: known.cooperation.get(content.key)!,
        joined_on,
        leaves_on: left_on ?? null,
        joined_by: null,
      })),
  );
  await insertMissing(db, "cooperation_join", joins);
  const since = new Map(joins.map(({ cooperation_id, joined_on }) => [cooperation_id, joined_on]));
  const rows = shares
    .filter(({ tenant }) => tenant === key)
    .flatMap(({ circle, field_groups }) =>
      field_groups.map((field_group) => ({
        tenant_id: tenantId,
        circle_id: known.circle.get(circle)!,
        object_kind: "system_usage" as const,
        field_group,
        from_on: since.get(known.cooperation.get(circle.split("/")[0]!)!)!,
        to_on: null,
        set_by: null,
      })),
    );
  await insertMissing(db, "share", rows);
  await seedSharingHistory(db, known, { key, tenantId, now, byName, rows });
}

/** Opened for a while and closed again: [tenant, circle, group, days ago opened, days ago closed]. */
const closedAgain: readonly (readonly [string, string, FieldGroup, number, number])[] = [
  ["borgholm", "kalmar-lans-it-samverkan", "volume", 62, 20],
  ["morbylanga", "it-samverkan-oland", "price", 41, 33],
  ["lulea", "norrbottens-e-namnd", "contacts", 90, 14],
  ["karlsborg", "skaraborgs-it-samverkan/vattern", "contacts", 55, 9],
];

/** The log of what was opened and closed, in the order in which it was done. */
async function seedSharingHistory(
  db: TenantDb,
  known: CircleIds,
  { key, tenantId, now, byName, rows }: SharingContext,
): Promise<void> {
  const titles = titlesOf(dayInSweden(now));
  const circleOf = new Map([...known.circle].map(([circle, id]) => [id, titles.get(circle)!]));
  const changes = rows.map((row) => ({
    circle_id: row.circle_id,
    group: row.field_group,
    isShared: true,
    at: new Date(`${row.from_on}T08:15:00Z`),
    reason: row.field_group === "core" ? "joined" : null,
  }));
  for (const [tenant, circle, group, openedAgo, closedAgo] of closedAgain) {
    if (tenant !== key) continue;
    const circle_id = known.circle.get(circle)!;
    const [opened, closed] = [workingMoment(now, openedAgo, 95), workingMoment(now, closedAgo, 130)];
    await insertMissing(db, "share", [
      {
        tenant_id: tenantId,
        circle_id,
        object_kind: "system_usage",
        field_group: group,
        from_on: dayInSweden(opened),
        to_on: dayInSweden(closed),
        set_by: null,
      },
    ]);
    changes.push({ circle_id, group, isShared: true, at: opened, reason: null });
    changes.push({ circle_id, group, isShared: false, at: closed, reason: null });
  }
  changes.sort((a, b) => a.at.getTime() - b.at.getTime());
  await insertMissing(
    db,
    "change_event",
    changes.map(({ circle_id, group, isShared, at, reason }, index) => ({
      tenant_id: tenantId,
      id: idAt(at, index),
      account_id: null,
      by_name: byName,
      at,
      object_kind: "share",
      object_id: circle_id,
      object_name: circleOf.get(circle_id)!,
      action: isShared ? "shared" : "withdrawn",
      field: group,
      old: JSON.stringify(!isShared),
      new: JSON.stringify(isShared),
      via: "ui" as const,
      reason,
      run_id: null,
    })),
  );
}

interface SharingContext {
  key: string;
  tenantId: string;
  now: Date;
  byName: string;
  rows: readonly { circle_id: string; field_group: FieldGroup; from_on: string }[];
}

/** Names of circles as the log tells them, by key. */
function titlesOf(today: string): Map<string, string> {
  return new Map(
    demoCooperations(today).flatMap(({ key, name, circles }) => [
      [key, name] as const,
      ...circles.map((circle) => [`${key}/${circle.key}`, `${name}: ${circle.name}`] as const),
    ]),
  );
}
