import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { Recorder, TenantDb } from "../../server/transaction.server.ts";
import { completeness } from "../systems/completeness.rules.ts";
import { hasInventory } from "../systems/systems.policy.ts";
import { lockUsage, type Usage } from "../systems/systems.server.ts";
import { findWeights } from "./completeness.server.ts";
import { mayConfirm } from "./confirmations.policy.ts";
import { type Seal, sealOf } from "./confirmations.rules.ts";
import { isOwnerOf } from "./owners.server.ts";

const me = sql<string>`app.tenant()`;

/** Who vouches for a record; without an account when it is done by a link. */
export interface Confirming {
  by: { accountId: string | null; name: string };
  today: string;
  record: Recorder;
  /** The round, when it is an answer in one. */
  runId?: string;
}

/** Writes that somebody vouches for the own record as it is, and says so in its history. */
export async function confirmUsage(
  db: TenantDb,
  usage: Pick<Usage, "id" | "own_name">,
  { by, today, record, runId }: Confirming,
): Promise<void> {
  const confirmed = {
    confirmed_on: today,
    confirmed_by: by.accountId,
    confirmed_by_name: by.name,
    needs_check_since: null,
  };
  await db
    .insertInto("system_usage_internal")
    .values({ tenant_id: me, usage_id: usage.id, ...confirmed })
    .onConflict((conflict) => conflict.columns(["tenant_id", "usage_id"]).doUpdateSet(confirmed))
    .execute();
  await record({ kind: "system_usage", id: usage.id, name: usage.own_name, action: "confirmed", runId });
}

/**
 * Confirms a record on its own page, and with it the open rounds that wait for it.
 * @returns false when the record is another than the one that was shown
 * @throws NotFound for others' records, Forbidden for readers who do not own it
 */
export async function confirmOnRecord(door: Door, id: string): Promise<boolean> {
  const { db, tenant, actor, today, form, authorize, record } = door;
  if (!hasInventory(tenant) || actor.isPreview) throw new NotFound();
  const usage = await lockUsage(db, tenant, id);
  authorize(mayConfirm(actor, tenant, usage, await isOwnerOf(db, usage.id, actor.personId)));
  if (Number(form.get("version")) !== usage.version) {
    door.unrecorded("nothing was written: somebody changed the record meanwhile");
    return false;
  }
  await confirmUsage(db, usage, { by: actor, today, record });
  await sql`update confirmation_row r set answer = 'confirmed', answered_at = ${door.now}, answered_by_name = ${actor.name}
    from confirmation_round d where d.tenant_id = r.tenant_id and d.id = r.round_id and d.opened_at is not null
      and d.closed_at is null and d.closes_on >= ${today} and r.tenant_id = ${me} and r.usage_id = ${usage.id}
      and r.answer is null`.execute(db);
  return true;
}

/** What the record's page says about its freshness; null for others' records. */
export interface RecordConfirmation {
  slug: string;
  usageId: string;
  version: number;
  seal: Seal;
  confirmedOn: string | null;
  confirmedBy: string | null;
  share: number | null;
  missing: string[];
  mayConfirm: boolean;
}

/** Seal and completeness of a record that has been read, for its own organisation; null for others. */
export async function loadRecordConfirmation(
  { db, tenant, actor }: Pick<Door, "db" | "tenant" | "actor">,
  { usage, hiddenGroups }: { usage: Usage; hiddenGroups: readonly string[] },
): Promise<RecordConfirmation | null> {
  if (actor.isPreview) return null;
  if (usage.tenant_id !== tenant.id) return null;
  const row = await db
    .selectFrom("system_usage_internal")
    .select(["confirmed_on", "confirmed_by_name", "needs_check_since"])
    .where("tenant_id", "=", tenant.id)
    .where("usage_id", "=", usage.id)
    .executeTakeFirst();
  const facts = {
    confirmed_on: row?.confirmed_on ?? null,
    needs_check_since: row?.needs_check_since ?? null,
  };
  const { share, missing } = completeness(
    { ...usage.values, ...(await countedParts(db, usage)) },
    await findWeights(db),
    hiddenGroups,
  );
  return {
    slug: tenant.slug,
    usageId: usage.id,
    version: usage.version,
    seal: sealOf(facts),
    confirmedOn: facts.confirmed_on,
    confirmedBy: row?.confirmed_by_name ?? null,
    share,
    missing,
    mayConfirm: mayConfirm(actor, tenant, usage, await isOwnerOf(db, usage.id, actor.personId)),
  };
}

/** What counts for completeness without being a field: whether there are functions and an owner. */
async function countedParts(db: TenantDb, usage: Usage) {
  const { rows } = await sql<{ functions: boolean; system_owner: boolean }>`
    select exists (select 1 from product_function pf where pf.product_id = ${usage.product.id}
        and not exists (select 1 from system_usage_function o where o.tenant_id = ${me} and o.usage_id = ${usage.id}
          and o.function_id = pf.function_id and o.is_opted_out))
      or exists (select 1 from system_usage_function f where f.tenant_id = ${me} and f.usage_id = ${usage.id}
        and not f.is_opted_out) as functions,
      exists (select 1 from role_assignment ra where ra.tenant_id = ${me} and ra.usage_id = ${usage.id}
        and ra.role_type = 'system_owner' and ra.from_on <= app.today()
        and (ra.to_on is null or ra.to_on >= app.today())) as system_owner`.execute(db);
  return rows[0]!;
}
