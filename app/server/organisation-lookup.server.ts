import { pools } from "./pools.server.ts";

/** An organisation by its slug in addresses, from the public directory. */
export async function findOrganisationBySlug(slug: string) {
  return pools()
    .authDb.selectFrom("organisation")
    .select(["id", "slug", "name", "kind"])
    .where("slug", "=", slug)
    .executeTakeFirst();
}
