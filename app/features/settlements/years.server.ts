import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Span } from "../cost-keys/part-year.rules.ts";
import { addDays } from "../deadlines/days.rules.ts";
import { isUuid } from "../lists/lists.rules.ts";
import type { YearAddress } from "./settlements.paths.ts";
import { mayKeepBooks, mayReadMoney, mayWriteMoney } from "./settlements.policy.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "authorize">;

/** A party that bears cost in a year, with its days. */
export interface PartyOfYear {
  id: string;
  name: string;
  organisation_number: string | null;
  party_order: number;
  from: string | null;
  to: string | null;
  /** false: proposed, and bears nothing before it is admitted. */
  isAdmitted: boolean;
  /** Days between on which it had left; only of a party that came back. */
  away?: Span[];
}

/** An agreement's year as the tenant may see it. */
export interface MoneyYear {
  agreement: { id: string; tenant_id: string; title: string; number: string; host: string; form: string };
  year: number;
  /** The tenant keeps the agreement. */
  isHost: boolean;
  parties: PartyOfYear[];
  at: YearAddress;
}

/**
 * Opens a year for reading: of an own agreement, or of one in which the tenant was a party that year.
 * @throws NotFound for everybody else
 */
export async function openYear(
  door: Reading,
  id: string | undefined,
  year: string | undefined,
): Promise<MoneyYear> {
  const { db, tenant, actor, authorize } = door;
  if (!mayReadMoney(actor, tenant) || !isUuid(id ?? "") || !/^(19|20|21)\d\d$/.test(year ?? ""))
    throw new NotFound();
  const found = await findYear(db, { id: id!, year: Number(year), tenantId: tenant.id, slug: tenant.slug });
  authorize(true); // the look-up is the check: row-level security and the years of the tenant's membership
  return found;
}

/** The same for those who keep the books. @throws NotFound for parties and outsiders, Forbidden for readers */
export async function openBooks(
  door: Reading,
  id: string | undefined,
  year: string | undefined,
): Promise<MoneyYear> {
  const found = await openYear(door, id, year);
  if (!found.isHost) throw new NotFound();
  door.authorize(mayKeepBooks(door.actor, door.tenant, found.agreement));
  return found;
}

/** The same for a party that says something for itself. @throws Forbidden for readers */
export async function openForWords(
  door: Reading,
  id: string | undefined,
  year: string | undefined,
): Promise<MoneyYear> {
  const found = await openYear(door, id, year);
  door.authorize(mayWriteMoney(door.actor, door.tenant));
  return found;
}

/** @throws NotFound */
export async function findYear(
  db: TenantDb,
  { id, year, tenantId, slug }: { id: string; year: number; tenantId: string; slug: string },
): Promise<MoneyYear> {
  const row = await db
    .selectFrom("agreement as a")
    .innerJoin("organisation as o", "o.id", "a.tenant_id")
    .select(["a.id", "a.tenant_id", "a.title", "a.number", "a.form", "o.name as host"])
    .where("a.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  const isHost = row.tenant_id === tenantId;
  if (!isHost && !(await isYearOfMine(db, id, year))) throw new NotFound();
  return {
    agreement: { ...row, number: row.number ?? "" },
    year,
    isHost,
    parties: await listParties(db, id, year),
    at: { slug, agreement: id, year },
  };
}

/**
 * The years before and after that are worth opening: those of the agreement up to the one after next, for a party its own.
 * @param today day of asking, `YYYY-MM-DD`
 */
export async function neighbourYears(
  db: TenantDb,
  { agreement, year, isHost }: MoneyYear,
  today: string,
): Promise<number[]> {
  const { starts_on, ends_on } = await db
    .selectFrom("agreement")
    .select(["starts_on", "ends_on"])
    .where("id", "=", agreement.id)
    .executeTakeFirstOrThrow();
  const thisYear = Number(today.slice(0, 4));
  const first = Number(starts_on?.slice(0, 4) ?? thisYear);
  const last = Math.min(Number(ends_on?.slice(0, 4) ?? thisYear + 2), thisYear + 2);
  const found: number[] = [];
  for (const other of [year - 1, year + 1])
    if (other >= first && other <= last && (isHost || (await isYearOfMine(db, agreement.id, other))))
      found.push(other);
  return found;
}

async function isYearOfMine(db: TenantDb, id: string, year: number): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (select 1 from app.agreement_years_of_mine() m where m.agreement_id = ${id}::uuid and m.year = ${year})
      as is`.execute(db);
  return rows[0]!.is;
}

/** Who bears cost in the year, in the agreement's fixed order; somebody who left and came back stands once, without the days between. */
export async function listParties(db: TenantDb, agreementId: string, year: number): Promise<PartyOfYear[]> {
  const rows = await db
    .selectFrom("agreement_party as p")
    .innerJoin("organisation as o", "o.id", "p.organisation_id")
    .select(["o.id", "o.name", "o.organisation_number", "p.party_order", "p.joined_on", "p.leaves_on"])
    .select(sql<boolean>`p.admitted_on is not null`.as("is_admitted"))
    .where("p.agreement_id", "=", agreementId)
    .where("p.role", "<>", "observer")
    .where("p.joined_on", "<=", `${year}-12-31`)
    .where((eb) => eb.or([eb("p.leaves_on", "is", null), eb("p.leaves_on", ">=", `${year}-01-01`)]))
    .orderBy("p.party_order")
    .orderBy("p.joined_on")
    .orderBy("p.id")
    .limit(1000)
    .execute();
  const parties = new Map<string, PartyOfYear>();
  for (const { joined_on, leaves_on, is_admitted, ...row } of rows) {
    const known = parties.get(row.id);
    // who is to come back is a party for the days that it has been one
    if (known?.isAdmitted && !is_admitted) continue;
    parties.set(
      row.id,
      known
        ? cameBack(known, joined_on, leaves_on)
        : { ...row, from: joined_on, to: leaves_on, isAdmitted: is_admitted },
    );
  }
  return [...parties.values()];
}

/**
 * The year with those who pay: a party that is proposed to an agreement in force is given a weight before it is admitted (SAM-005), and no
 * bill. While nobody is admitted the agreement is a proposal itself, and all are counted with.
 */
export function asPaid(found: MoneyYear): MoneyYear {
  const admitted = found.parties.filter((party) => party.isAdmitted);
  return admitted.length > 0 ? { ...found, parties: admitted } : found;
}

/** With the days of one more membership, which begins no earlier than those before. */
function cameBack(known: PartyOfYear, joinedOn: string, leavesOn: string | null): PartyOfYear {
  const last = known.to === null || leavesOn === null ? null : known.to > leavesOn ? known.to : leavesOn;
  if (known.to === null || joinedOn <= addDays(known.to, 1)) return { ...known, to: last };
  const gap = { from: addDays(known.to, 1), to: addDays(joinedOn, -1) };
  return { ...known, to: last, away: [...(known.away ?? []), gap] };
}

/** Holds the year, so that two steps of the same year wait for each other. */
export async function lockYear(
  db: TenantDb,
  { agreement, year }: Pick<MoneyYear, "agreement" | "year">,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`settlement ${agreement.id} ${year}`}, 0))`.execute(
    db,
  );
}

/**
 * How far the year's newest settlement has come, for what it was worked out from: `kept` while one is worked out and not closed,
 * `closed` after that, nothing before.
 */
export async function settledSoFar(
  db: TenantDb,
  found: Pick<MoneyYear, "agreement" | "year">,
): Promise<"kept" | "closed" | null> {
  const states = await db
    .selectFrom("settlement")
    .select("state")
    .where("agreement_id", "=", found.agreement.id)
    .where("year", "=", found.year)
    .orderBy("run", "desc")
    .limit(100)
    .execute();
  const newest = states[0]?.state;
  if (newest && newest !== "open" && newest !== "closed") return "kept";
  return states.some(({ state }) => state === "closed") ? "closed" : null;
}
