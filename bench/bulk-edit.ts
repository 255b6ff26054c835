import type pg from "pg";
import { benchId } from "./data.ts";
import { timesOf } from "./import-load.ts";
import { round } from "./measure.ts";
import { type Scenario, signIn, slugOf } from "./scenarios.ts";
import type { Measured } from "./server-process.ts";

type Times = Awaited<ReturnType<typeof timesOf>>;

/** How long a bulk edit takes, and how a page of another municipality answers meanwhile. Times of the page in ms, one connection. */
export interface BulkReading {
  rows: number;
  /** Seconds per step, as the person waits for it. */
  seconds: { choose: number; preview: number; apply: number; revert: number };
  alone: Times;
  whileApplying: Times;
  whileReverting: Times;
}

/** A municipality in which nothing else is measured. */
const TOWN = 220;

/**
 * Changes three fields of many systems through the pages, as a person does: everything that the filter shows is chosen, previewed,
 * applied and reverted, while another municipality's list is asked for all the time.
 */
export async function measureBulkEdit(
  admin: pg.Pool,
  server: Measured,
  { page, rows }: { page: Scenario; rows: number },
): Promise<BulkReading> {
  await addSystems(admin, rows);
  const headers = { Cookie: await signIn(admin, TOWN) };
  const base = `${server.url}/${await slugOf(admin, TOWN)}`;
  const alone = await timesOf(server, page, new Promise((resolve) => setTimeout(resolve, 3000)));
  const post = async (url: string, form: Record<string, string> | string[][]) => {
    const began = performance.now();
    const body = new URLSearchParams(form);
    const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual" });
    if (answer.status !== 302) throw new Error(`${url}: ${answer.status}`);
    const seconds = round((performance.now() - began) / 1000);
    return { seconds, to: new URL(answer.headers.get("Location")!, url).href };
  };
  const query = "select=1&q=massmätning";
  const choose = await post(`${base}/bulk-edits/selection`, { do: "matching", query });
  const { to: fields } = await post(`${base}/bulk-edits/selection`, { do: "edit", query });
  const preview = await post(fields, [
    ...["lifecycle", "criticality", "risk_next_on"].map((key) => ["field", key]),
    ["lifecycle", "phasing_in"],
    ["criticality", "high"],
    ["risk_next_on", "2027-06-30"],
    ["reason", "Mätning"],
  ]);
  let [apply, revert] = [0, 0];
  const whileApplying = await timesOf(
    server,
    page,
    post(`${preview.to}/application`, { plan: "1" }).then((done) => {
      apply = done.seconds;
    }),
  );
  await expectOutcome(admin, "changed", rows);
  const whileReverting = await timesOf(
    server,
    page,
    post(`${preview.to}/reversal`, { reason: "Mätning" }).then((done) => {
      revert = done.seconds;
    }),
  );
  await expectOutcome(admin, "reversed", rows);
  const seconds = { choose: choose.seconds, preview: preview.seconds, apply, revert };
  return { rows, seconds, alone, whileApplying, whileReverting };
}

/** Systems with values in the groups that a bulk edit touches; a tenth has an owner. */
async function addSystems(admin: pg.Pool, rows: number): Promise<void> {
  const tenant = benchId("organisation", TOWN);
  await admin.query(
    `insert into system_usage (tenant_id, product_id, own_name, lifecycle)
     select $1, (select id from product order by id limit 1), 'Massmätning ' || n, 'planned' from generate_series(1, $2::int) n`,
    [tenant, rows],
  );
  const added = "from system_usage where tenant_id = $1 and own_name like 'Massmätning%'";
  await admin.query(
    `insert into system_usage_dates (tenant_id, usage_id, taken_into_use_on) select tenant_id, id, '2020-01-01' ${added}`,
    [tenant],
  );
  await admin.query(
    `insert into system_usage_classification (tenant_id, usage_id, confidentiality, criticality)
     select tenant_id, id, 2, 'low' ${added}`,
    [tenant],
  );
  await admin.query(
    `insert into role_assignment (tenant_id, usage_id, role_type, person_id, from_on)
     select tenant_id, id, 'system_owner', $2, '2024-01-01' ${added} and own_name like '%7'`,
    [tenant, benchId("person", TOWN * 100 + 1)],
  );
  for (const table of ["", "_dates", "_classification"]) await admin.query(`analyze system_usage${table}`);
}

/** @throws when not all rows came to what they should have: a run that refuses everything would look fast */
async function expectOutcome(admin: pg.Pool, outcome: "changed" | "reversed", rows: number): Promise<void> {
  const found = await admin.query(
    `select count(*)::int as many from bulk_edit_row where tenant_id = $1 and $2 in (outcome, revert_outcome)`,
    [benchId("organisation", TOWN), outcome],
  );
  if (found.rows[0].many !== rows) throw new Error(`${found.rows[0].many} of ${rows} rows ${outcome}`);
}
