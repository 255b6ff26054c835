import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { NotFound } from "#app/server/errors.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";

/** A supplier with its other spellings. @throws NotFound also for a concept of strangers */
export async function findSupplier(db: TenantDb, id: string) {
  const row = await db
    .selectFrom("supplier as s")
    .leftJoin("organisation as maker", "maker.id", "s.created_by_tenant_id")
    .select([
      "s.id",
      "s.name",
      "s.organisation_number",
      "s.website",
      "s.country",
      "s.state",
      sql<string | null>`case when s.state = 'concept' then s.created_by_tenant_id end`.as(
        "created_by_tenant_id",
      ),
      // an approved record is everybody's, and whoever registered it most likely uses it
      sql<string | null>`case when s.state = 'concept' then maker.name end`.as("maker_name"),
      "s.merged_into_id",
      "s.decision_message",
      "s.version",
    ])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom("supplier_alias as a")
          .select("a.name")
          .whereRef("a.supplier_id", "=", "s.id")
          .orderBy("a.name"),
      ).as("aliases"),
    )
    .where("s.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

export type SupplierRecord = Awaited<ReturnType<typeof findSupplier>>;
