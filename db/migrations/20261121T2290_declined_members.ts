import { type Kysely, sql } from "kysely";
import { mayRead } from "../policies.ts";

/** Who was asked to take part in a licence agreement and said no is known to the coordinator and to itself, not to the members. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const seen = `organisation_id = (select app.own_tenant())
    or ((member_confirmed_at is not null or member_declined_at is null) and agreement_id in (select app.licences_of_mine()))`;
  await sql.raw(`alter policy own_read on licence_member using (${mayRead(seen)})`).execute(db);
}
