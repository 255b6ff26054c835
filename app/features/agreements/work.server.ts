import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { nextDue } from "./agreements.rules.ts";
import { listDuties } from "./bodies.part.server.ts";

/** Agreements that wait for the organisation's own decision: how many, and one of them. */
export interface AgreementWork {
  count: number;
  id: string;
}

/**
 * For the start page: agreements sent to their parties, on which the organisation, asked to be one, has recorded no decision of its own.
 * null when none waits.
 */
export async function findAgreementWork(db: TenantDb): Promise<AgreementWork | null> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.id from agreement a
    join agreement_party p on p.tenant_id = a.tenant_id and p.agreement_id = a.id
      and p.organisation_id = app.own_tenant() and p.role <> 'observer' and p.admitted_on is null
    where a.status not in ('draft', 'ended') and not exists (select 1 from party_decision d
      where d.tenant_id = app.own_tenant() and d.agreement_id = a.id and d.kind = 'agreement')
    order by a.id limit 200`.execute(db);
  return rows[0] ? { count: rows.length, id: rows[0].id } : null;
}

/** What its keeper has to see to: how many, and one of the agreements. */
export interface AgreementKeeping {
  /** Examinations of the ground in procurement law past their next review. */
  reviews: AgreementWork | null;
  /** Late duties of the yearly clock. */
  duties: AgreementWork | null;
}

/** For the start page of whoever keeps agreements. @param today day in Sweden */
export async function findAgreementKeeping(db: TenantDb, today: string): Promise<AgreementKeeping> {
  const { rows } = await sql<{ id: string }>`
    select agreement_id as id from exemption_test
    where tenant_id = app.own_tenant() and state = 'reviewed' and next_review_on < ${today} order by id limit 200`.execute(
    db,
  );
  return { reviews: found(rows.map((row) => row.id)), duties: found(await lateDuties(db, today)) };
}

function found(ids: readonly string[]): AgreementWork | null {
  return ids[0] ? { count: ids.length, id: ids[0] } : null;
}

/** Own agreements in force, one line for each late duty; a duty of all parties is its keeper's to see to. */
async function lateDuties(db: TenantDb, today: string): Promise<string[]> {
  const agreements = await db
    .selectFrom("agreement")
    .select(["id", "in_force_on"])
    .where("tenant_id", "=", sql<string>`app.own_tenant()`)
    .where("status", "in", ["in_force", "winding_down"])
    .orderBy("id")
    .limit(50)
    .execute();
  const late: string[] = [];
  for (const agreement of agreements)
    for (const duty of await listDuties(db, agreement.id))
      if (nextDue(duty, duty.doneYears, today, agreement.in_force_on ?? today).isLate)
        late.push(agreement.id);
  return late;
}
