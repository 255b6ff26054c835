import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { lines } from "../contracts/part.server.ts";
import { note, type Outcome, submitted } from "./form.server.ts";
import { licencePath } from "./licences.paths.ts";
import { openJoinedLicence, type Reading } from "./licences.server.ts";

/** The organisation's own comment on an agreement; row-level security keeps everybody else's away. */
export async function findComment(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("licence_comment")
    .select(["body", "version"])
    .where("agreement_id", "=", agreementId)
    .executeTakeFirst();
}

/** The page that writes it. */
export async function loadComment(door: Reading, id: string) {
  const licence = await openJoinedLicence(door, id);
  const comment = await findComment(door.db, id);
  return { slug: door.tenant.slug, licence: { id, name: licence.name }, comment: comment ?? null };
}

/** Writes the comment, or removes it when nothing is left of it. */
export async function saveComment(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, record } = door;
  const licence = await openJoinedLicence(door, id);
  return submitted(door, licence, async (read) => {
    const body = lines(read.typed, "body", 10_000);
    const key = { tenant_id: tenant.id, agreement_id: id };
    const old = await db
      .selectFrom("licence_comment")
      .select(["body", "version"])
      .where("tenant_id", "=", tenant.id)
      .where("agreement_id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if ((old?.version ?? 0) !== Number(read.typed.version || 0))
      return { errors: { "": "changed_meanwhile" } };
    await db
      .deleteFrom("licence_comment")
      .where("tenant_id", "=", tenant.id)
      .where("agreement_id", "=", id)
      .execute();
    if (body)
      await db
        .insertInto("licence_comment")
        .values({ ...key, coordinator_id: licence.tenant_id, body, version: (old?.version ?? 0) + 1 })
        .execute();
    await note(record, licence, { field: "comment", old: old?.body, new: body });
    return { to: licencePath(tenant.slug, id, "?saved=1") };
  });
}
