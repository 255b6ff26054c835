import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Face } from "./surveys.server.ts";

/** A survey that waits for the organisation: for its own answer, or as its coordinator for what follows the last day. */
export interface SurveyMatter {
  kind: "answer" | "decide";
  id: string;
  /** Last day to answer. */
  until: string;
}

/** Surveys to answer, and own ones that are closed and not decided, the nearest last day first. @param today day in Sweden */
export async function listSurveyWork(db: TenantDb, face: Face, today: string): Promise<SurveyMatter[]> {
  const [survey, invitee, reply] = [face.survey, face.invitee, face.reply].map((table) => sql.table(table));
  const key = sql.ref(face.key);
  const { rows } = await sql<SurveyMatter>`
    select 'answer' as kind, c.id, c.closes_on as until from ${survey} c
      where c.state = 'open' and c.closes_on >= ${today}
        and exists (select 1 from ${invitee} i where i.${key} = c.id and i.organisation_id = app.tenant())
        and not exists (select 1 from ${reply} r where r.tenant_id = app.tenant() and r.${key} = c.id
          and r.submitted_at is not null)
    union all
    select 'decide', c.id, c.closes_on from ${survey} c
      where c.tenant_id = app.tenant()
        and (c.state in ('closed', 'in_evaluation') or (c.state = 'open' and c.closes_on < ${today}))
    order by until, id limit 200`.execute(db);
  return rows;
}
