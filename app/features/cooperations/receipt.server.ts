import { sql } from "kysely";
import type { TenantDb } from "#app/server/tenant.server.ts";
import type { ReceiptFilter } from "./receipt.form.ts";

const me = sql<string>`app.tenant()`;

function openings(db: TenantDb, filter: ReceiptFilter) {
  let query = db
    .selectFrom("access_event as a")
    .innerJoin("organisation as o", "o.id", "a.viewer_organisation_id")
    .leftJoin("system_usage as u", (join) =>
      join.onRef("u.tenant_id", "=", "a.tenant_id").onRef("u.id", "=", "a.object_id"),
    )
    .leftJoin("contract as c", (join) =>
      join.onRef("c.tenant_id", "=", "a.tenant_id").onRef("c.id", "=", "a.object_id"),
    )
    .where("a.tenant_id", "=", me);
  if (filter.organisation) query = query.where("o.slug", "=", filter.organisation);
  if (filter.via) query = query.where("a.via", "=", filter.via);
  if (filter.from) query = query.where("a.seen_on", ">=", filter.from);
  if (filter.to) query = query.where("a.seen_on", "<=", filter.to);
  return query;
}

/** When other organisations opened the tenant's records: once per day, way and record; newest first. Names no persons. */
export async function listOpenings(
  db: TenantDb,
  filter: ReceiptFilter,
  { limit, offset = 0 }: { limit: number; offset?: number },
) {
  const rows = await openings(db, filter)
    .select([
      "a.seen_on",
      "a.first_at",
      "a.via",
      "a.object_id",
      sql<string | null>`coalesce(u.own_name, c.name)`.as("own_name"),
      "o.name as organisation",
    ])
    .orderBy("a.first_at", "desc")
    .orderBy("o.name")
    .orderBy("a.via")
    .orderBy("a.object_kind")
    .orderBy("a.object_id")
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({ ...row, first_at: row.first_at.toISOString() }));
}

export type Opening = Awaited<ReturnType<typeof listOpenings>>[number];

export async function countOpenings(db: TenantDb, filter: ReceiptFilter): Promise<number> {
  const row = await openings(db, filter)
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Organisations that have opened something, with the last day; by name, at most 500. */
export async function listViewers(db: TenantDb) {
  return db
    .selectFrom("access_event as a")
    .innerJoin("organisation as o", "o.id", "a.viewer_organisation_id")
    .select(["o.id", "o.slug", "o.name"])
    .select((eb) => eb.fn.max("a.seen_on").as("last_on"))
    .where("a.tenant_id", "=", me)
    .groupBy(["o.id", "o.slug", "o.name"])
    .orderBy("o.name")
    .orderBy("o.id")
    .limit(500)
    .execute();
}
