import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Day } from "../deadlines/days.rules.ts";
import { type Change, firstMoved, type PoolTerms, type Refusal, refusalOf } from "./decide.rules.ts";
import type { NamedRefusal } from "./form.server.ts";
import { findItem, findLicence, type Licence, type LicenceItem } from "./licences.server.ts";
import type { PoolRows } from "./pool.rules.ts";

interface Row {
  kind: "member" | "invited" | "purchase" | "entitlement" | "allocation" | "loan" | "count";
  id: string | null;
  party: string | null;
  party_name?: string | null;
  other: string | null;
  other_name?: string | null;
  quantity: number | null;
  from_on: string;
  to_on: string | null;
  party_order: number | null;
}

function sorted(rows: readonly Row[]): PoolRows {
  const of = (kind: Row["kind"]) => rows.filter((row) => row.kind === kind);
  const quantity = (row: Row) => ({
    id: row.id ?? "",
    quantity: Number(row.quantity ?? 0),
    from_on: row.from_on,
    to_on: row.to_on,
  });
  const people = (kind: "member" | "invited") =>
    of(kind)
      .map(({ party, party_name = null, party_order, from_on, to_on }) => ({
        party: party!,
        name: party_name,
        party_order: party_order!,
        from_on,
        to_on,
      }))
      .sort((a, b) => a.party_order - b.party_order);
  return {
    members: people("member"),
    invited: people("invited"),
    purchases: of("purchase").map(quantity),
    entitlements: of("entitlement").map((row) => ({ ...quantity(row), party: row.party! })),
    allocations: of("allocation").map((row) => ({ ...quantity(row), party: row.party! })),
    loans: of("loan").map((row) => ({ ...quantity(row), lender: row.party!, borrower: row.other! })),
    counts: of("count").map((row) => ({
      party: row.party!,
      quantity: Number(row.quantity ?? 0),
      counted_on: row.from_on,
    })),
  };
}

/** The pool of one item for reading, with the counts that were known on a day. */
export async function readPool(db: TenantDb, itemId: string, day: Day): Promise<PoolRows> {
  const { rows } = await poolsSql({ item: itemId }, day).execute(db);
  return sorted(rows);
}

/** The pools of all items of an agreement, by item: one question, however many there are. */
export async function readPools(db: TenantDb, agreementId: string, day: Day): Promise<Map<string, PoolRows>> {
  const { rows } = await poolsSql({ agreement: agreementId }, day).execute(db);
  const byItem = new Map<string, Row[]>();
  for (const row of rows) {
    const some = byItem.get(row.item);
    if (some) some.push(row);
    else byItem.set(row.item, [row]);
  }
  return new Map([...byItem].map(([item, some]) => [item, sorted(some)]));
}

/**
 * Rows of pools for reading: members that do not share volume with the organisation have neither id nor name, and are to be shown as a
 * sum only.
 */
function poolsSql({ agreement, item }: { agreement?: string; item?: string }, day: Day) {
  return sql<Row & { item: string }>`
    select * from app.read_licence_pools(${agreement ?? null}::uuid, ${item ?? null}::uuid, ${day}::date)`;
}

/** An item whose pool nobody else can change until this transaction ends. */
export interface LockedPool {
  licence: Licence;
  item: LicenceItem;
  rows: PoolRows;
  terms: PoolTerms;
}

/** @throws NotFound when the item is not there for the organisation */
export async function lockPool(db: TenantDb, agreementId: string, itemId: string): Promise<LockedPool> {
  await findItem(db, agreementId, itemId);
  const { rows } = await sql<Row>`select * from app.lock_licence_pool(${itemId}::uuid)`.execute(db);
  const [licence, item] = [await findLicence(db, agreementId), await findItem(db, agreementId, itemId)];
  return { licence, item, rows: sorted(rows), terms: termsOf(licence, item) };
}

function termsOf(licence: Licence, item: LicenceItem): PoolTerms {
  return {
    is_unlimited: item.is_unlimited,
    overuse_rule: item.overuse_rule ?? licence.overuse_rule,
    lending_allowed: licence.lending_allowed,
    lending_basis: licence.lending_basis,
    distributes_all: licence.distributes_all,
  };
}

/** What a screen, an import or a command wants to do with the pool, and how it writes it down. */
export interface Planned {
  change: Change;
  /** What is bought for, öre: it stays within the agreement's ceiling (takvolym). */
  spends_minor?: number;
  write(): Promise<void>;
}

/**
 * The one function that decides about purchases, rights, assignments and loans (invariant 9): the item is locked first, then the rule is
 * asked, then it is written.
 *
 * @param plan is given the pool as it stands under the lock
 * @returns why it was refused, or null
 */
export async function changePool(
  { db }: Pick<Door, "db">,
  { agreement, item }: { agreement: string; item: string },
  plan: (pool: LockedPool) => Promise<Planned | Refusal>,
): Promise<NamedRefusal | null> {
  const pool = await lockPool(db, agreement, item);
  const planned = await plan(pool);
  const refusal =
    "code" in planned
      ? planned
      : ((await refused(db, pool, planned.change)) ??
        (await aboveCeiling(db, pool.licence, planned.spends_minor ?? 0)));
  if (refusal) return named(db, refusal);
  if ("write" in planned) await planned.write();
  return null;
}

/**
 * The same for what concerns a member in every pool of an agreement: its leaving, or staying.
 *
 * @returns why a pool refuses it, or null
 */
export async function changeMembership(
  { db }: Pick<Door, "db">,
  licence: Licence,
  change: Extract<Change, { kind: "membership" }>,
  write: () => Promise<void>,
): Promise<NamedRefusal | null> {
  for (const pool of await lockPools(db, licence)) {
    if (pool.item.is_unlimited) continue;
    const refusal = await refused(db, pool, change);
    if (refusal) return named(db, refusal);
  }
  await write();
  return null;
}

async function refused(db: TenantDb, { item, rows, terms }: LockedPool, change: Change) {
  const refusal = refusalOf(rows, change, terms);
  if (refusal) return refusal;
  const locked = await lockedUntil(db, item.id);
  const moved = locked && firstMoved(rows, change);
  return moved && moved <= locked ? ({ code: "locked_period", from: locked } satisfies Refusal) : null;
}

/** Two orders of one agreement, also of different items, wait for each other here; the item has been locked before. */
async function aboveCeiling(db: TenantDb, { id }: Licence, minor: number): Promise<Refusal | null> {
  if (minor <= 0) return null;
  const { ceiling_minor } = await db
    .selectFrom("licence_agreement")
    .select("ceiling_minor")
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (ceiling_minor === null) return null;
  const left = Number(ceiling_minor) - (await boughtFor(db, id));
  return minor > left ? { code: "ceiling_exceeded", free: Math.max(0, left), asked: minor } : null;
}

/** What has been bought under the agreement, öre, as far as prices are known. */
async function boughtFor(db: TenantDb, agreementId: string): Promise<number> {
  const { total } = await db
    .selectFrom("licence_purchase as p")
    .innerJoin("licence_item as i", (join) =>
      join.onRef("i.tenant_id", "=", "p.tenant_id").onRef("i.id", "=", "p.item_id"),
    )
    .select((eb) =>
      eb.fn
        .coalesce(eb.fn.sum<number>(eb("p.quantity", "*", eb.ref("p.unit_price_minor"))), eb.lit(0))
        .as("total"),
    )
    .where("i.agreement_id", "=", agreementId)
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** The last day that is settled for an item: what lies on or before it changes only in a correction run. null: nothing is settled. */
export async function lockedUntil(db: TenantDb, itemId: string): Promise<string | null> {
  const rows = await db
    .selectFrom("true_up")
    .select(["as_of_on", "state"])
    .where("item_id", "=", itemId)
    .execute();
  if (rows.some((row) => row.state !== "settled")) return null; // a run is open and takes what comes
  return (
    rows
      .map((row) => row.as_of_on)
      .sort()
      .at(-1) ?? null
  );
}

async function named(db: TenantDb, { way, ...refusal }: Refusal): Promise<NamedRefusal> {
  if (!way) return refusal;
  const organisations = await db
    .selectFrom("organisation")
    .select(["id", "name"])
    .where("id", "in", [...new Set(way.map((row) => row.party))])
    .execute();
  const nameOf = new Map(organisations.map((row) => [row.id, row.name]));
  return {
    ...refusal,
    way: way.map(({ party, ...row }) => ({ ...row, name: nameOf.get(party) ?? "" })),
  };
}

/** Locks every item of an agreement. */
async function lockPools(db: TenantDb, licence: Licence): Promise<LockedPool[]> {
  const { rows } = await sql<Row & { item: string }>`
    select * from app.lock_licence_pools(${licence.id}::uuid)`.execute(db);
  const items = await db
    .selectFrom("licence_item")
    .selectAll()
    .where("agreement_id", "=", licence.id)
    .execute();
  return items.map((item) => ({
    licence,
    item,
    rows: sorted(rows.filter((row) => row.item === item.id)),
    terms: termsOf(licence, item),
  }));
}

/** @throws NotFound when nothing was changed where one row should be */
export function oneRow(changed: bigint): void {
  if (changed !== 1n) throw new NotFound();
}
