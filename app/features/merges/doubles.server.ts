import { sql } from "kysely";
import { Invalid } from "#app/server/errors.server.ts";
import type { Door, TenantDb } from "#app/server/tenant.server.ts";
import type { Lifecycle } from "#db/schema/values.ts";
import { isUuid } from "../lists/lists.rules.ts";

/** More products than this are not listed; those are dealt with first. */
export const MOST_DOUBLES = 50;
/** Longest reason that both are right. */
export const LONGEST_REASON = 500;

/** Own systems in use that rest on one product. */
export interface Double {
  product: { id: string; name: string };
  usages: { id: string; own_name: string; lifecycle: Lifecycle }[];
}

/** Products with several own systems in use, without those somebody has said are rightly side by side. */
const found = sql`
  from (
    select u.tenant_id, u.product_id, array_agg(u.id order by u.id) as ids from system_usage u
    where u.tenant_id = app.own_tenant() and u.lifecycle <> 'retired'
    group by u.tenant_id, u.product_id having count(*) > 1) g
  join product p on p.id = g.product_id
  where not exists (select 1 from usages_side_by_side s
    where s.tenant_id = g.tenant_id and s.withdrawn_at is null and s.usages @> g.ids)`;

/** How many products the organisation has several systems of without having said that it is right. */
export async function countDoubles(db: TenantDb): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n ${found}`.execute(db);
  return rows[0]!.n;
}

/** Those products with their systems, by name, at most `MOST_DOUBLES`. */
export async function listDoubles(db: TenantDb): Promise<Double[]> {
  const { rows } = await sql<{ id: string; name: string; usages: Double["usages"] }>`
    select p.id, p.name, (
      select jsonb_agg(jsonb_build_object('id', u.id, 'own_name', u.own_name, 'lifecycle', u.lifecycle) order by u.own_name, u.id)
      from system_usage u where u.tenant_id = g.tenant_id and u.id = any (g.ids)) as usages
    ${found} order by p.name, p.id limit ${MOST_DOUBLES}`.execute(db);
  return rows.map(({ id, name, usages }) => ({ product: { id, name }, usages }));
}

/** A statement that several systems of one product are right. */
export interface SideBySide {
  id: string;
  names: string[];
  reason: string | null;
  by_name: string;
  said_at: string;
}

/** What the organisation has said is right, newest first, at most `MOST_DOUBLES`. */
export async function listSideBySide(db: TenantDb): Promise<SideBySide[]> {
  const { rows } = await sql<Omit<SideBySide, "said_at"> & { said_at: Date }>`
    select s.id, s.reason, s.by_name, s.said_at, coalesce((
      select array_agg(u.own_name order by u.own_name, u.id) from system_usage u
      where u.tenant_id = s.tenant_id and u.id = any (s.usages)), '{}') as names
    from usages_side_by_side s where s.tenant_id = app.own_tenant() and s.withdrawn_at is null
    order by s.said_at desc, s.id limit ${MOST_DOUBLES}`.execute(db);
  return rows.map((row) => ({ ...row, said_at: row.said_at.toISOString() }));
}

/**
 * Says that the systems of a product are rightly side by side, as they are now, or takes such a word back.
 * @returns what was done, or "gone" when somebody was faster
 * @throws Invalid when the reason is too long
 */
export async function answerDouble({
  db,
  actor,
  tenant,
  form,
  record,
}: Door): Promise<"kept" | "withdrawn" | "gone"> {
  const withdraw = String(form.get("withdraw") ?? "");
  if (isUuid(withdraw)) {
    const row = await db
      .updateTable("usages_side_by_side")
      .set({ withdrawn_at: sql<Date>`now()` })
      .where("tenant_id", "=", tenant.id)
      .where("id", "=", withdraw)
      .where("withdrawn_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (!row) return "gone";
    await record({ kind: "usages_side_by_side", id: row.id, action: "withdrawn" });
    return "withdrawn";
  }
  const product = String(form.get("product") ?? "");
  const reason = String(form.get("reason") ?? "").trim();
  if (reason.length > LONGEST_REASON) throw new Invalid({ reason: "too_long" });
  // what the person saw; a system added meanwhile is asked about again
  const seen = form.getAll("usage").map(String).filter(isUuid).slice(0, 1000);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenant.id} ${product}`}, 0))`.execute(db);
  const double = isUuid(product) ? await findDouble(db, product, seen) : undefined;
  if (!double) return "gone";
  const { id } = await db
    .insertInto("usages_side_by_side")
    .values({ tenant_id: tenant.id, usages: double.ids, reason: reason || null, by_name: actor.name })
    .returning("id")
    .executeTakeFirstOrThrow();
  await record({
    kind: "usages_side_by_side",
    id,
    name: double.name,
    action: "kept_side_by_side",
    reason: reason || undefined,
  });
  return "kept";
}

async function findDouble(db: TenantDb, product: string, seen: string[]) {
  const { rows } = await sql<{ name: string; ids: string[] }>`
    select p.name, g.ids ${found} and p.id = ${product}::uuid and g.ids <@ ${seen}::uuid[]`.execute(db);
  return rows[0];
}
