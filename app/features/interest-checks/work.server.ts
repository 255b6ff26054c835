import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";

/** What waits for the organisation: how many, and the nearest of them. */
export interface Waiting {
  count: number;
  id: string;
  /** Last day to answer, of the nearest. */
  until: string;
}
export interface InterestWork {
  toAnswer: Waiting | null;
  toDecide: Waiting | null;
}

/** For the start page: checks to answer, and own checks that are closed and wait for a decision. @param today day in Sweden */
export async function findInterestWork(db: TenantDb, today: string): Promise<InterestWork> {
  const { rows } = await sql<{ kind: "answer" | "decide"; id: string; until: string }>`
    select 'answer' as kind, c.id, c.closes_on as until from interest_check c
      where c.state = 'open' and c.closes_on >= ${today}
        and exists (select 1 from interest_invitee i where i.check_id = c.id and i.organisation_id = app.tenant())
        and not exists (select 1 from interest_reply r where r.tenant_id = app.tenant() and r.check_id = c.id
          and r.submitted_at is not null)
    union all
    select 'decide', c.id, c.closes_on from interest_check c
      where c.tenant_id = app.tenant() and (c.state = 'closed' or (c.state = 'open' and c.closes_on < ${today}))
    order by until, id limit 200`.execute(db);
  const waiting = (kind: "answer" | "decide"): Waiting | null => {
    const found = rows.filter((row) => row.kind === kind);
    return found[0] ? { count: found.length, id: found[0].id, until: found[0].until } : null;
  };
  return { toAnswer: waiting("answer"), toDecide: waiting("decide") };
}
