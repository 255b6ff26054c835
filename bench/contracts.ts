import type pg from "pg";
import { factSteps, type Terms } from "../app/features/contracts/facts.rules.ts";
import { NO_TERM } from "../app/features/contracts/terms.rules.ts";
import { packed, WINDOW_ENGINE, windowOf } from "../app/features/contracts/window.rules.ts";
import { addMonths } from "../app/features/deadlines/days.rules.ts";
import { benchId } from "./data.ts";

/** Contracts of each municipality: those of the issue, 290 × 345 and 20 × 400. */
const PER_TOWN = 345;
const PER_NEAR_TOWN = 400;
/** The twenty municipalities of a circle of their own, the measured one among them. */
export const NEAR_TOWNS = { first: 91, last: 110 };
export const nearCooperation = 30;
/** Different terms; each contract has one of them. */
const PATTERNS = 480;
const MOST_STEPS = 6;

/**
 * A contract for each of 345 (400) systems or products of every municipality, with terms of eight kinds that begin in different
 * months. Terms are worked out once per pattern by the product's own rules and copied.
 */
export async function fillContracts(db: pg.Client): Promise<void> {
  const { rows } = await db.query("select current_date::text as today");
  const today: string = rows[0].today;
  await db.query(
    "create temp table pattern (n int primary key, term jsonb, facts jsonb, ends int[], due int[], free int, unlimited bool, packed text)",
  );
  for (let n = 0; n < PATTERNS; n++) {
    const terms = patternOf(n, today);
    const seen = windowOf(terms, today);
    await db.query("insert into pattern values ($1, $2, $3, $4, $5, $6, $7, $8)", [
      n,
      JSON.stringify(terms.term),
      JSON.stringify(factSteps(terms, today).slice(0, MOST_STEPS)),
      seen.ends,
      seen.due,
      seen.free_end_days,
      seen.is_unlimited,
      packed(seen),
    ]);
  }
  for (const statement of statements()) await db.query(statement);
  await db.query("vacuum analyze");
}

function patternOf(n: number, today: string): Terms {
  const starts_on = addMonths(`${today.slice(0, 7)}-01`, -1 - (n % 60));
  const notice = {
    notice_length: 3 + (n % 3) * 3,
    notice_unit: "months" as const,
    notice_anchor: "period_end" as const,
  };
  const kind = Math.floor(n / 60) % 8;
  const length = { initial_length: [24, 36, 48, 12][n % 4]!, initial_unit: "months" as const };
  const tacit = { renewal_kind: "tacit" as const, renewal_length: 12, renewal_unit: "months" as const };
  const open = { is_open_ended: true, renewal_kind: "none" as const };
  const options = [1, 2].map((seq) => ({
    seq,
    length: 12,
    unit: "months" as const,
    call_before_length: 3,
    call_before_unit: "months" as const,
    called_on: null,
  }));
  const base = { ...NO_TERM, starts_on };
  if (kind < 4) return { term: { ...base, ...length, ...tacit, ...notice }, options: [], periods: [] };
  if (kind < 6)
    return {
      term: { ...base, ...length, initial_length: 60, renewal_kind: "none", ...notice },
      options,
      periods: [],
    };
  const anchor = kind === 6 ? ("quarter_end" as const) : ("running" as const);
  return { term: { ...base, ...open, ...notice, notice_anchor: anchor }, options: [], periods: [] };
}

function statements(): string[] {
  const contract = "('00000010-0000-7000-8000-' || lpad((town.n * 1000 + k)::text, 12, '0'))::uuid";
  return [
    `insert into cooperation (tenant_id, id, name) values ('${benchId("organisation", NEAR_TOWNS.first)}', '${benchId("cooperation", nearCooperation)}', 'Tjugo kommuner')`,
    `insert into circle (tenant_id, id, cooperation_id, name, is_everyone) values ('${benchId("organisation", NEAR_TOWNS.first)}',
       '${benchId("circle", nearCooperation)}', '${benchId("cooperation", nearCooperation)}', 'Alla medlemmar', true)`,
    `insert into cooperation_member (tenant_id, cooperation_id, organisation_id, from_on)
       select '${benchId("organisation", NEAR_TOWNS.first)}', '${benchId("cooperation", nearCooperation)}', id, '2020-01-01'
       from town where n between ${NEAR_TOWNS.first} and ${NEAR_TOWNS.last}`,
    `insert into cooperation_join (tenant_id, cooperation_id, joined_on)
       select organisation_id, cooperation_id, '2020-01-01' from cooperation_member
       where cooperation_id = '${benchId("cooperation", nearCooperation)}'`,
    `insert into share (tenant_id, circle_id, object_kind, field_group, from_on)
       select organisation_id, '${benchId("circle", nearCooperation)}', 'system_usage', g, '2020-01-01'
       from cooperation_member, unnest(array['core', 'term']) g where cooperation_id = '${benchId("cooperation", nearCooperation)}'`,
    // by a system where the municipality has that many, else by a product
    `create temp table placed as
       select town.n as town, town.id as tenant_id, k, ${contract} as id, u.id as usage_id,
         coalesce(u.product_id, ('00000008-0000-7000-8000-' || lpad((1 + (k::bigint * 7919 + town.n * 104729) % 20000)::text, 12, '0'))::uuid) as product_id,
         (town.n * 7919 + k * 31) % ${PATTERNS} as pattern
       from town cross join lateral generate_series(1, case when town.n between ${NEAR_TOWNS.first} and ${NEAR_TOWNS.last} then ${PER_NEAR_TOWN} else ${PER_TOWN} end) k
       left join lateral (select id, product_id, row_number() over (order by id) as k from system_usage where tenant_id = town.id) u using (k)`,
    `insert into contract (tenant_id, id, number, name, supplier_id, product_id, is_hidden)
       select p.tenant_id, p.id, 'A-' || p.k, 'Avtal ' || p.k, x.supplier_id, case when p.usage_id is null then p.product_id end, p.k % 10 = 0
       from placed p join product x on x.id = p.product_id`,
    `insert into contract_term select r.* from placed p join pattern t on t.n = p.pattern
       cross join lateral jsonb_populate_record(null::contract_term, t.term || jsonb_build_object('tenant_id', p.tenant_id, 'contract_id', p.id)) r`,
    `insert into contract_fact select r.* from placed p join pattern t on t.n = p.pattern cross join lateral jsonb_array_elements(t.facts) f
       cross join lateral jsonb_populate_record(null::contract_fact, f || jsonb_build_object('tenant_id', p.tenant_id, 'contract_id', p.id, 'engine', 1)) r`,
    `insert into contract_window (tenant_id, contract_id, ends, due, free_end_days, is_unlimited, packed, computed_on, engine)
       select p.tenant_id, p.id, t.ends, t.due, t.free, t.unlimited, t.packed, current_date, ${WINDOW_ENGINE} from placed p join pattern t on t.n = p.pattern`,
    `insert into contract_usage (tenant_id, usage_id, contract_tenant_id, contract_id)
       select tenant_id, usage_id, tenant_id, id from placed where usage_id is not null`,
  ];
}
