import { sql } from "kysely";
import { Forbidden, NotFound, Refused } from "#app/server/errors.server.ts";
import type { Door, TenantDb } from "#app/server/tenant.server.ts";
import type { DuplicateReason } from "#db/schema/names.ts";
import type { CatalogueState } from "#db/schema/values.ts";
import { canCurate } from "../catalogue/catalogue.policy.ts";
import { isUuid } from "../lists/lists.rules.ts";
import type { PostedVerdict } from "./duplicates.rules.ts";
import { PAIRS_ON_PAGE, type RecordKind, recordKinds } from "./merges.paths.ts";

/** More pairs than this are not counted one by one. */
export const MOST_PAIRS = 1000;
/** More usages than this are not counted one by one. */
const MOST_USAGES = 1000;

/** One record of a pair as the list shows it. */
export interface PairSide {
  id: string;
  name: string;
  state: CatalogueState;
  /** Supplier of a product, organisation number of a supplier. */
  detail: string | null;
  /** Systems that rest on it, among those the reader may see. */
  usages: number;
}

/** Two records that look alike. */
export interface DuplicatePair {
  first: PairSide;
  second: PairSide;
  /** 0–1. */
  score: number;
  reasons: DuplicateReason[];
  /** What municipalities have said of the pair, as far as the reader may know. */
  said: { id: string; verdict: "different" | "same"; organisation: string; isOwn: boolean }[];
}

type Reading = Pick<Door, "db" | "actor" | "tenant">;

/** Pairs that wait for this reader: all for catalogue editors, else those with one of the organisation's own concepts. */
async function waiting({ db, actor, tenant }: Reading, kind: RecordKind) {
  const table = sql.table(kind);
  const own = canCurate(actor, tenant) ? null : await listOwnConcepts(db, kind);
  // from the own ids by index: start pages ask too, and in a large catalogue hardly any pair is one's own
  const pairs = own
    ? sql`(select * from duplicate_pair where kind = ${kind} and first = any (${own})
        union select * from duplicate_pair where kind = ${kind} and second = any (${own}))`
    : sql`duplicate_pair`;
  return sql`${pairs} d join ${table} a on a.id = d.first join ${table} b on b.id = d.second
    where d.kind = ${kind} and a.state in ('concept', 'approved') and b.state in ('concept', 'approved')
      and not app.are_told_apart(d.kind, d.first, d.second, a.normalised_name, b.normalised_name)`;
}

/** The organisation's own concepts, the newest `MOST_PAIRS`. */
async function listOwnConcepts(db: TenantDb, kind: RecordKind): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(kind)}
    where created_by_tenant_id = app.tenant() and state = 'concept' order by id desc limit ${MOST_PAIRS}`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** How many pairs wait for this reader, by kind, up to `MOST_PAIRS` each. */
export async function countDuplicates(door: Reading): Promise<Record<RecordKind, number>> {
  const counts = { product: 0, supplier: 0 };
  for (const kind of recordKinds) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
      select 1 from ${await waiting(door, kind)} limit ${MOST_PAIRS}) x`.execute(door.db);
    counts[kind] = rows[0]!.n;
  }
  return counts;
}

/** How many pairs of any kind wait for this reader. */
export async function countAllDuplicates(door: Reading): Promise<number> {
  const { product, supplier } = await countDuplicates(door);
  return product + supplier;
}

/** Pairs that wait, best first. @param page from 1 */
export async function listDuplicates(
  door: Reading,
  kind: RecordKind,
  page: number,
): Promise<DuplicatePair[]> {
  const { db, tenant } = door;
  const { rows } = await sql<{ first: string; second: string; score: number; reasons: DuplicateReason[] }>`
    select d.first, d.second, d.score, d.reasons from ${await waiting(door, kind)}
    order by d.score desc, d.first, d.second
    limit ${PAIRS_ON_PAGE} offset ${(page - 1) * PAIRS_ON_PAGE}`.execute(db);
  const ids = [...new Set(rows.flatMap((row) => [row.first, row.second]))];
  if (ids.length === 0) return [];
  const sides = new Map((await findSides(db, kind, ids)).map((side) => [side.id, side]));
  const said = await listSaid(db, tenant.id, kind, ids);
  return rows.map(({ first, second, ...pair }) => ({
    ...pair,
    first: sides.get(first)!,
    second: sides.get(second)!,
    said: said
      .filter((each) => each.first === first && each.second === second)
      .map(({ first: _f, second: _s, ...each }) => each),
  }));
}

async function findSides(db: TenantDb, kind: RecordKind, ids: readonly string[]): Promise<PairSide[]> {
  const [detail, restsOn] =
    kind === "product"
      ? [sql`(select s.name from supplier s where s.id = r.supplier_id)`, sql`u.product_id = r.id`]
      : [
          sql`r.organisation_number`,
          sql`u.product_id in (select p.id from product p where p.supplier_id = r.id)`,
        ];
  const { rows } = await sql<PairSide>`
    select r.id, r.name, r.state, ${detail} as detail,
      (select count(*)::int from (select 1 from system_usage u where ${restsOn} limit ${MOST_USAGES}) n) as usages
    from ${sql.table(kind)} r where r.id = any (${ids})`.execute(db);
  return rows;
}

/** What is said of pairs of these records and still holds, without the word of the editors. */
async function listSaid(db: TenantDb, tenantId: string, kind: RecordKind, ids: readonly string[]) {
  const table = sql.table(kind);
  const { rows } = await sql<DuplicatePair["said"][number] & { first: string; second: string }>`
    select v.id, v.first, v.second, v.verdict, o.name as organisation, v.by_organisation_id = ${tenantId} as "isOwn"
    from duplicate_verdict v join organisation o on o.id = v.by_organisation_id
    join ${table} a on a.id = v.first and a.normalised_name = v.first_name
    join ${table} b on b.id = v.second and b.normalised_name = v.second_name
    where v.kind = ${kind} and v.first = any (${ids}) and v.second = any (${ids})
      and v.withdrawn_at is null and not v.is_editors
    order by v.said_at, v.id`.execute(db);
  return rows;
}

/** A pair that was said to be two different records. */
export interface ToldApart {
  id: string;
  first: { id: string; name: string };
  second: { id: string; name: string };
  by: string;
  at: string;
}

/** Pairs of a kind told apart by those whose word counts for this reader, newest first, one page. */
export async function listToldApart(
  { db, actor, tenant }: Reading,
  kind: RecordKind,
  page: number,
): Promise<{ total: number; rows: ToldApart[] }> {
  const table = sql.table(kind);
  const isEditor = canCurate(actor, tenant);
  const from = sql`duplicate_verdict v join organisation o on o.id = v.by_organisation_id
    join ${table} a on a.id = v.first and a.normalised_name = v.first_name
    join ${table} b on b.id = v.second and b.normalised_name = v.second_name
    where v.kind = ${kind} and v.verdict = 'different' and v.withdrawn_at is null and v.is_editors = ${isEditor}`;
  const counted = await sql<{ n: number }>`select count(*)::int as n from ${from}`.execute(db);
  const { rows } = await sql<{
    id: string;
    first: string;
    second: string;
    first_name: string;
    second_name: string;
    by: string;
    at: Date;
  }>`select v.id, v.first, v.second, a.name as first_name, b.name as second_name, v.by_name || ', ' || o.name as by, v.said_at as at
    from ${from} order by v.said_at desc, v.id limit ${PAIRS_ON_PAGE} offset ${(page - 1) * PAIRS_ON_PAGE}`.execute(
    db,
  );
  return {
    total: counted.rows[0]!.n,
    rows: rows.map((row) => ({
      id: row.id,
      first: { id: row.first, name: row.first_name },
      second: { id: row.second, name: row.second_name },
      by: row.by,
      at: row.at.toISOString(),
    })),
  };
}

/** What came of an answer: said, taken back, or the pair was no longer as the page showed it. */
export type VerdictOutcome =
  | { done: "different" | "same"; id: string }
  | { done: "withdrawn" }
  | { done: "gone" };

/** Keeps what somebody says of a pair, or takes it back. Said twice is said once. @throws NotFound · Forbidden · Refused */
export async function answerPair(door: Door, posted: PostedVerdict): Promise<VerdictOutcome> {
  return "withdraw" in posted ? withdrawVerdict(door, posted.withdraw) : sayVerdict(door, posted);
}

async function sayVerdict(
  { db, actor, tenant, record }: Door,
  { kind, first, second, verdict }: Exclude<PostedVerdict, { withdraw: string }>,
): Promise<VerdictOutcome> {
  if (!isUuid(first) || !isUuid(second)) throw new NotFound();
  const table = sql.table(kind);
  const isEditor = canCurate(actor, tenant);
  const { rows } = await sql<{ names: string[]; normalised: string[]; is_own: boolean }>`
    select array[a.name, b.name] as names, array[a.normalised_name, b.normalised_name] as normalised,
      (a.state = 'concept' and a.created_by_tenant_id = app.tenant()) is true
        or (b.state = 'concept' and b.created_by_tenant_id = app.tenant()) is true as is_own
    from duplicate_pair d join ${table} a on a.id = d.first join ${table} b on b.id = d.second
    where d.kind = ${kind} and d.first = ${first}::uuid and d.second = ${second}::uuid`.execute(db);
  const pair = rows[0];
  if (!pair) return { done: "gone" };
  if (!isEditor && !pair.is_own) throw new Forbidden();
  const [firstName, secondName] = pair.normalised;
  const mine = { kind, first, second, by_organisation_id: tenant.id, is_editors: isEditor };
  const same = { ...mine, verdict, first_name: firstName!, second_name: secondName! };
  const earlier = await db
    .selectFrom("duplicate_verdict")
    .select(["id", "verdict", "first_name", "second_name"])
    .where((eb) => eb.and(mine))
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
  if (earlier) {
    if (earlier.verdict === verdict && earlier.first_name === firstName && earlier.second_name === secondName)
      return { done: verdict, id: earlier.id };
    await db
      .updateTable("duplicate_verdict")
      .set({ withdrawn_at: sql<Date>`now()`, withdrawn_by_name: actor.name })
      .where("id", "=", earlier.id)
      .execute();
  }
  const made = await db
    .insertInto("duplicate_verdict")
    .values({ ...same, by_name: actor.name })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!made) throw new Refused("changed_meanwhile");
  const action = verdict === "different" ? "told_apart" : "merge_proposed";
  await record({ kind: "duplicate_verdict", id: made.id, name: pair.names.join(" / "), action });
  return { done: verdict, id: made.id };
}

async function withdrawVerdict({ db, actor, record }: Door, id: string): Promise<VerdictOutcome> {
  if (!isUuid(id)) throw new NotFound();
  const row = await db
    .updateTable("duplicate_verdict")
    .set({ withdrawn_at: sql<Date>`now()`, withdrawn_by_name: actor.name })
    .where("id", "=", id)
    .where("withdrawn_at", "is", null)
    .returning(["id", "first_name", "second_name"])
    .executeTakeFirst();
  if (!row) return { done: "gone" };
  const name = `${row.first_name} / ${row.second_name}`;
  await record({ kind: "duplicate_verdict", id: row.id, name, action: "withdrawn" });
  return { done: "withdrawn" };
}
