import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type Change, type PoolTerms, type Refusal, refusalOf } from "./decide.rules.ts";
import type { NamedRefusal } from "./form.server.ts";
import { findItem, findLicence, type Licence, type LicenceItem } from "./licences.server.ts";
import type { PoolRows } from "./pool.rules.ts";

interface Row {
  kind: "member" | "purchase" | "entitlement" | "allocation" | "loan" | "count";
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
  return {
    members: of("member")
      .map(({ party, party_name = null, party_order, from_on, to_on }) => ({
        party: party!,
        name: party_name,
        party_order: party_order!,
        from_on,
        to_on,
      }))
      .sort((a, b) => a.party_order - b.party_order),
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

/**
 * The pool of an item for reading: members that do not share volume with the organisation have neither id nor name, and are to be shown
 * as a sum only.
 */
export async function readPool(db: TenantDb, itemId: string): Promise<PoolRows> {
  const { rows } = await sql<Row>`select * from app.read_licence_pool(${itemId}::uuid)`.execute(db);
  return sorted(rows);
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

export function termsOf(licence: Licence, item: LicenceItem): PoolTerms {
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
  write(): Promise<void>;
}

/**
 * The one function that decides about purchases, rights, assignments and loans (invariant 9): the item is locked first, then the rule is
 * asked, then it is written. A refusal is written to the history.
 *
 * @param plan is given the pool as it stands under the lock
 * @returns why it was refused, or null
 */
export async function changePool(
  { db, record }: Pick<Door, "db" | "record">,
  { agreement, item }: { agreement: string; item: string },
  plan: (pool: LockedPool) => Promise<Planned | Refusal>,
): Promise<NamedRefusal | null> {
  const pool = await lockPool(db, agreement, item);
  const planned = await plan(pool);
  const refusal = "code" in planned ? planned : refusalOf(pool.rows, planned.change, pool.terms);
  if (!refusal && "write" in planned) {
    await planned.write();
    return null;
  }
  await record({
    kind: "licence_agreement",
    id: agreement,
    name: pool.licence.name,
    action: "refused",
    changes: [{ field: "rule", old: null, new: refusal!.code }],
  });
  return named(db, refusal!);
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

/** Locks every item of an agreement, for what concerns a member as a whole. @throws NotFound when it has none of this organisation's */
export async function lockAllPools(db: TenantDb, agreementId: string): Promise<LockedPool[]> {
  const { rows } = await sql<{ id: string }>`
    select id from app.lock_licence_items(${agreementId}::uuid) as id`.execute(db);
  const pools: LockedPool[] = [];
  for (const { id } of rows) pools.push(await lockPool(db, agreementId, id));
  return pools;
}

/** @throws NotFound when nothing was changed where one row should be */
export function oneRow(changed: bigint): void {
  if (changed !== 1n) throw new NotFound();
}
