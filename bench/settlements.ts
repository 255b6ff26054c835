import { createHash } from "node:crypto";
import type pg from "pg";
import { type SettlementBasis, settle, snapshotOf } from "../app/features/settlements/settlement.rules.ts";
import { benchId, TOWN } from "./data.ts";
import { median, round } from "./measure.ts";
import type { Scenario } from "./scenarios.ts";
import type { Measured } from "./server-process.ts";

/*
 * A year's settlement of 290 members × 500 cost lines: a mixed key, some members for part of the year, kept by the measured municipality.
 * The year before last is worked out (its pages and files do it again each time), the one before that is open, to be worked out.
 */
const LINES = 500;
const ROUNDS = 5;

/** @returns the path of the year that is worked out, below the municipality */
export async function fillSettlement(db: pg.Pool, host = benchId("organisation", TOWN)): Promise<string> {
  const made = await db.query(
    `insert into agreement (tenant_id, number, title, form, status, starts_on, is_open_ended, in_force_on)
     values ($1, 'M1', 'Gemensam IT för alla', 'contract', 'in_force', '2015-01-01', true, '2015-01-01')
     returning id, extract(year from current_date)::int as year`,
    [host],
  );
  const { id, year } = made.rows[0];
  await db.query(
    `insert into agreement_party (tenant_id, agreement_id, organisation_id, party_order, role, joined_on, leaves_on)
     select $1, $2, o.id, row_number() over (order by o.id <> $1, o.id), case when o.id = $1 then 'host' else 'participant' end,
       '2015-01-01', case when row_number() over (order by o.id <> $1, o.id) % 50 = 2 then make_date($3 - 2, 6, 30) end
     from organisation o where o.kind = 'municipality'`,
    [host, id, year],
  );
  for (const each of [year - 2, year - 3]) await fillYear(db, { host, id, year: each });
  await workOut(db, { host, id, year: year - 2 });
  for (const table of ["agreement_party", "cost_key_weight", "budget_line", "ledger_line", "settlement_row"])
    await db.query(`analyze ${table}`);
  return `/settlements/${id}/${year - 2}`;
}

interface Year {
  host: string;
  id: string;
  year: number;
}

/** A decided key, a decided budget of 500 lines, an outcome on 500 accounts and a settlement that is begun. */
async function fillYear(db: pg.Pool, { host, id, year }: Year): Promise<void> {
  const at = [host, id, year];
  const key = await db.query(
    `insert into cost_key (tenant_id, agreement_id, year, key_version, name, kind, driver, equal_percent, source, as_of_on, created_by_name)
     values ($1, $2, $3, 1, 'Invånare', 'mixed', 'inhabitants', 30, 'SCB', make_date($3, 1, 1), 'Kim') returning id`,
    at,
  );
  await db.query(
    `insert into cost_key_weight (tenant_id, cost_key_id, agreement_id, year, organisation_id, weight)
     select $1, $4, $2, $3, p.organisation_id, 5000 + p.party_order * 317 from agreement_party p where p.agreement_id = $2`,
    [...at, key.rows[0].id],
  );
  await db.query(
    "update cost_key set decided_on = make_date($2, 1, 1), decided_by = 'KS', decision_ref = '§ 1' where id = $1",
    [key.rows[0].id, year],
  );
  const budget = await db.query(
    `insert into budget (tenant_id, agreement_id, year, status, decided_on, decided_by, decision_ref)
     values ($1, $2, $3, 'decided', make_date($3, 1, 1), 'KS', '§ 2') returning id`,
    at,
  );
  await db.query(
    `insert into budget_line (tenant_id, agreement_id, year, budget_id, account, text, amount_minor)
     select $1, $2, $3, $4, (4000 + n)::text, 'Kostnad ' || n, 1234567 + n * 991 from generate_series(1, ${LINES}) n`,
    [...at, budget.rows[0].id],
  );
  await db.query(
    `insert into ledger_line (tenant_id, agreement_id, year, booked_on, account, text, amount_minor, created_by_name)
     select $1, $2, $3, make_date($3, 1 + n % 12, 1 + n % 28), (4000 + n)::text, 'Faktura', 1239999 + n * 997, 'Kim'
     from generate_series(1, ${LINES}) n`,
    at,
  );
  await db.query(
    "insert into settlement (tenant_id, agreement_id, year, run, created_by_name) values ($1, $2, $3, 1, 'Kim')",
    at,
  );
}

/** As the application does it, so that the first page asked for finds it. */
async function workOut(db: pg.Pool, { host, id, year }: Year): Promise<void> {
  const at = [host, id, year];
  const key = (await db.query("select id from cost_key where agreement_id = $1 and year = $2", [id, year]))
    .rows[0];
  const parties = await db.query(
    `select o.id, o.name, o.organisation_number, p.party_order, w.weight::int::text as weight, p.joined_on::text as from,
       p.leaves_on::text as to, null::bigint as floor_minor, null::bigint as cap_minor, 0 as paid_minor, null::bigint as previous_minor
     from agreement_party p join organisation o on o.id = p.organisation_id
     join cost_key_weight w on w.organisation_id = o.id and w.cost_key_id = $2
     where p.agreement_id = $1 order by p.party_order`,
    [id, key.id],
  );
  const lines = await db.query(
    `select l.account, b.text, l.amount_minor::float8 as amount_minor from ledger_line l
     join budget_line b on b.agreement_id = l.agreement_id and b.year = l.year and b.account = l.account
     where l.agreement_id = $1 and l.year = $2 order by l.account`,
    [id, year],
  );
  const basis: SettlementBasis = {
    format: 1,
    agreement: { number: "M1", title: "Gemensam IT för alla" },
    host: { id: host, name: "Mätning", organisation_number: null },
    ...{ year, run: 1, dated: `${year + 1}-01-20` },
    key: {
      ...{ name: "Invånare", key_version: 1, kind: "mixed", driver: "inhabitants", equal_percent: "30" },
      ...{ equal_minor: null, rounding: "once", source: "SCB", as_of_on: `${year}-01-01` },
      ...{ decided_on: `${year}-01-01`, decided_by: "KS", decision_ref: "§ 1" },
    },
    parties: parties.rows,
    lines: lines.rows,
  };
  const settlement = (
    await db.query("select id from settlement where agreement_id = $1 and year = $2", [id, year])
  ).rows[0].id;
  for (const row of settle(basis).rows)
    await db.query(
      `insert into settlement_row (tenant_id, agreement_id, year, settlement_id, organisation_id, party_order, days, share_minor,
         before_minor, difference_minor) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...at,
        settlement,
        row.party,
        row.party_order,
        row.days,
        row.share_minor,
        row.before_minor,
        row.difference_minor,
      ],
    );
  const snapshot = snapshotOf(basis);
  await db.query(
    `update settlement set state = 'preliminary', cost_key_id = $2, snapshot = $3, snapshot_sha256 = $4, total_minor = $5, dated_on = $6
     where id = $1`,
    [
      ...[settlement, key.id, snapshot, createHash("sha256").update(snapshot).digest("hex")],
      lines.rows.reduce((sum, line) => sum + line.amount_minor, 0),
      basis.dated,
    ],
  );
}

/** Milliseconds per step, as the person waits for it; the middle of several. */
export interface SettlementReading {
  members: number;
  lines: number;
  workOut: number;
  openAgain: number;
}

/** Works the open year out and opens it again, through the pages, a few times. */
export async function measureSettlement(
  admin: pg.Pool,
  server: Measured,
  page: Pick<Scenario, "path" | "cookie">,
): Promise<SettlementReading> {
  const path = page.path.replace(/(\d{4})\/runs\/1$/, (_, year) => `${Number(year) - 1}/runs/1/step`);
  const times: { workOut: number[]; openAgain: number[] } = { workOut: [], openAgain: [] };
  const post = async (form: Record<string, string>) => {
    const began = performance.now();
    const answer = await fetch(server.url + path, {
      method: "POST",
      headers: { Cookie: page.cookie },
      body: new URLSearchParams(form),
      redirect: "manual",
    });
    if (answer.status !== 302) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return performance.now() - began;
  };
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    times.workOut.push(await post({ to: "preliminary", complete: "on" }));
    times.openAgain.push(await post({ to: "open" }));
  }
  const { rows } = await admin.query(
    "select count(*)::int as members from agreement_party p join settlement s on s.agreement_id = p.agreement_id and s.run = 1 and s.state = 'open'",
  );
  return {
    members: rows[0].members,
    lines: LINES,
    workOut: round(median(times.workOut)),
    openAgain: round(median(times.openAgain)),
  };
}
