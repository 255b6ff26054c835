import { sql } from "kysely";
import { eachApart } from "../../server/each-apart.server.ts";
import { asSystem, inTenantAs } from "../../server/system.server.ts";
import { dayInSweden, type TenantDb } from "../../server/transaction.server.ts";
import { addDays } from "../deadlines/days.rules.ts";
import { ENGINE, factSteps } from "./facts.rules.ts";
import { termInputOf } from "./terms.rules.ts";
import { listTerms } from "./terms.server.ts";
import { packed, WINDOW_ENGINE, windowOf } from "./window.rules.ts";

const PORTION = 500;
/** Named, so that columns of other features' keep their defaults. */
const COLUMNS = sql`tenant_id, contract_id, valid_from, valid_to, status, current_end_on, last_end_on, next_notice_on, notice_end_on,
  act_by_on, next_option_call_on, engine`;

/**
 * Writes what follows from the terms of the organisation's own contracts, from today on. Called with every change of terms.
 *
 * @param ids contracts of `tenantId`; those of others are left alone by row-level security
 */
export async function writeFacts(db: TenantDb, tenantId: string, ids: readonly string[]): Promise<void> {
  const { rows: days } = await sql<{ today: string }>`select app.today() as today`.execute(db);
  const today = days[0]!.today;
  for (let at = 0; at < ids.length; at += PORTION) {
    const some = ids.slice(at, at + PORTION);
    const terms = await listTerms(db, some);
    const rows = [...terms].flatMap(([contract_id, each]) =>
      factSteps(termInputOf(each), today).map((step) => ({
        ...step,
        tenant_id: tenantId,
        contract_id,
        engine: ENGINE,
      })),
    );
    const windows = [...terms].map(([contract_id, each]) => {
      const found = windowOf(termInputOf(each), today);
      const key = { tenant_id: tenantId, contract_id };
      return { ...found, ...key, packed: packed(found), computed_on: today, engine: WINDOW_ENGINE };
    });
    await db
      .deleteFrom("contract_window")
      .where("tenant_id", "=", tenantId)
      .where("contract_id", "in", some)
      .execute();
    await db
      .deleteFrom("contract_fact")
      .where("tenant_id", "=", tenantId)
      .where("contract_id", "in", some)
      .execute();
    // as one array of rows: a statement takes at most 65,535 parameters; of two who compute the same at once, one writes
    await sql`
      insert into contract_fact (${COLUMNS})
      select ${COLUMNS} from jsonb_populate_recordset(null::contract_fact, ${JSON.stringify(rows)}::jsonb)
      on conflict do nothing`.execute(db);
    await sql`insert into contract_window select * from jsonb_populate_recordset(null::contract_window, ${JSON.stringify(windows)}::jsonb)`.execute(
      db,
    );
  }
}

/** How far ahead the kept answers must reach, and how old the kept ends may be, in days. */
interface Reach {
  ahead: number;
  windowAge: number;
}
/** What a list needs in order to be right today. */
const TODAY: Reach = { ahead: 0, windowAge: 365 };
/** What the nightly work keeps up: two years of spare time, in which nobody has to look. */
const AHEAD: Reach = { ahead: 730, windowAge: 180 };
const MOST = 2000;

/**
 * Own contracts without a computed answer for today: imported around the portal, computed by older rules, or looked at many years
 * later. Computes them, so that no list is wrong because nothing has run. @returns how many there were
 */
export async function refreshFacts(db: TenantDb, tenantId: string): Promise<number> {
  return (await computeAgain(db, tenantId, TODAY)).length;
}

/** @param after the id the portion begins behind @returns the ids that were computed, in order; at most `MOST` */
async function computeAgain(
  db: TenantDb,
  tenantId: string,
  { ahead, windowAge }: Reach,
  after = "00000000-0000-0000-0000-000000000000",
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from contract c where c.tenant_id = ${tenantId} and c.id > ${after}::uuid and (not exists (
      select 1 from contract_fact f where f.tenant_id = c.tenant_id and f.contract_id = c.id
        and f.valid_from <= app.today() + ${ahead}::int and f.valid_to >= app.today() + ${ahead}::int and f.engine = ${ENGINE})
      or not exists (
        select 1 from contract_window w where w.tenant_id = c.tenant_id and w.contract_id = c.id
          and w.computed_on >= app.today() - ${windowAge}::int and w.engine = ${WINDOW_ENGINE}))
    order by c.id limit ${MOST}`.execute(db);
  const ids = rows.map((row) => row.id);
  await writeFacts(db, tenantId, ids);
  return ids;
}

/**
 * The nightly work: computes what is about to run out, for every organisation, so that lists and radar of others are right about
 * contracts that nobody opens. Each portion is a transaction of its own; running twice changes nothing the second time.
 * @returns how many contracts were computed
 */
export async function keepFactsAhead(now = new Date()): Promise<number> {
  const today = dayInSweden(now);
  const until = addDays(today, AHEAD.ahead);
  const since = addDays(today, -AHEAD.windowAge);
  const owners = await asSystem("maintenance", async (db) => {
    const { rows } = await sql<{ id: string }>`
      select app.owners_of_dates_running_out(${until}, ${since}, ${ENGINE}, ${WINDOW_ENGINE}) as id`.execute(
      db,
    );
    return rows.map((row) => row.id);
  });
  let computed = 0;
  await eachApart(owners, "dates of contracts", async (tenantId) => {
    const scope = { tenantId, accountId: null, byName: "Samverka", via: "job" as const, now };
    let portion: string[] = [];
    do {
      const last = portion.at(-1);
      portion = await inTenantAs(scope, (db) => computeAgain(db, tenantId, AHEAD, last));
      computed += portion.length;
    } while (portion.length === MOST);
  });
  return computed;
}
