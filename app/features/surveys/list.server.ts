import { type RawBuilder, sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { mayReadSurveys, mayWriteSurveys } from "./surveys.policy.ts";
import { stateOn } from "./surveys.rules.ts";
import type { Face } from "./surveys.server.ts";

const me = sql`app.tenant()`;
/** A list longer than this nobody reads; what is older is found from its contract or agreement. */
const MOST = 300;

interface Listed {
  id: string;
  name: string;
  tenant_id: string;
  coordinator: string;
  closes_on: string;
  state: string;
  is_asked: boolean;
  own_answer: string | null;
  has_draft: boolean;
}

/**
 * Everything that the organisation has to do with, newest first: its own, what it is asked, what else it may read.
 * @param more the face's own columns; its survey is `s`
 */
export async function listSurveys<Extra extends { state: string }>(
  { db, tenant, actor, today, authorize }: Door,
  { survey, invitee, reply, key }: Face,
  { columns, joins = sql`` }: { columns: RawBuilder<unknown>; joins?: RawBuilder<unknown> },
) {
  if (!mayReadSurveys(actor, tenant)) throw new NotFound();
  authorize(true);
  const { rows } = await sql<Listed & Extra>`
    select s.id, s.name, s.tenant_id, o.name as coordinator, s.closes_on, s.state, ${columns},
      exists (select 1 from ${sql.table(invitee)} i
        where ${sql.ref(`i.${key}`)} = s.id and i.organisation_id = ${me}) as is_asked,
      (select r.answer from ${sql.table(reply)} r
        where r.tenant_id = ${me} and ${sql.ref(`r.${key}`)} = s.id and r.submitted_at is not null
        order by r.version desc limit 1) as own_answer,
      exists (select 1 from ${sql.table(reply)} r
        where r.tenant_id = ${me} and ${sql.ref(`r.${key}`)} = s.id and r.submitted_at is null) as has_draft
    from ${sql.table(survey)} s join organisation o on o.id = s.tenant_id ${joins}
    order by s.created_at desc, s.id desc limit ${sql.lit(MOST + 1)}`.execute(db);
  return {
    slug: tenant.slug,
    mayAsk: mayWriteSurveys(actor, tenant),
    /** Older ones are left out. */
    isCut: rows.length > MOST,
    surveys: rows.slice(0, MOST).map((row) => ({
      ...row,
      isOwn: row.tenant_id === tenant.id,
      state: stateOn<Extra["state"]>(row, today),
    })),
  };
}
