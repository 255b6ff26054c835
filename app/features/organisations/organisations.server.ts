import { sql } from "kysely";
import type { TenantDb } from "#app/server/tenant.server.ts";

const likeSigns = /[\\%_]/g;

/**
 * Organisations of the public directory whose name or code holds the words; suppliers are left out. By name.
 * @param words at least one character, else nothing is found
 */
export async function searchOrganisations(db: TenantDb, words: string, limit = 50) {
  const wanted = words.trim().slice(0, 100).toLowerCase();
  if (!wanted) return [];
  const pattern = `%${wanted.replace(likeSigns, (sign) => `\\${sign}`)}%`;
  return db
    .selectFrom("organisation")
    .select(["id", "slug", "name", "full_name", "kind", "county"])
    .where("kind", "<>", "supplier")
    .where((eb) =>
      eb.or([
        eb(sql<string>`lower(full_name)`, "like", pattern),
        eb(sql<string>`lower(name)`, "like", pattern),
        eb("municipality_code", "=", wanted),
      ]),
    )
    .orderBy(sql`lower(name) <> ${wanted}`)
    .orderBy("name")
    .orderBy("id")
    .limit(limit)
    .execute();
}

export type FoundOrganisation = Awaited<ReturnType<typeof searchOrganisations>>[number];

/** One organisation of the directory, suppliers included. */
export async function findOrganisation(db: TenantDb, slug: string) {
  return db
    .selectFrom("organisation")
    .select(["id", "slug", "name", "kind"])
    .where("slug", "=", slug)
    .executeTakeFirst();
}

/** Organisations that are in a cooperation with the tenant today, by name, at most 500. */
export async function listPeers(db: TenantDb) {
  return db
    .selectFrom("organisation")
    .select(["id", "slug", "name", "kind", "county"])
    .where(sql<boolean>`id = any (array(select app.my_peers()))`)
    .orderBy("name")
    .orderBy("id")
    .limit(500)
    .execute();
}
