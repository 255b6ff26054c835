import type { TenantDb } from "#app/server/transaction.server.ts";
import { insertMissing } from "./connection.ts";
import { demoCooperations, shares } from "./content/cooperations.ts";
import type { CooperationContent } from "./content/types.ts";

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
  { key, tenantId, today }: { key: string; tenantId: string; today: string },
): Promise<void> {
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
}
