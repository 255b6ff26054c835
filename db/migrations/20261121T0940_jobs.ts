import { type Kysely, sql } from "kysely";

/** Jobs are put into the queue in the transaction that wants them; the application cannot read or change the queue. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create function app.enqueue(task text, payload json, key text default null) returns void
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      begin
        perform graphile_worker.add_job(task, payload, job_key := key);
      end $$;
    revoke execute on function app.enqueue(text, json, text) from public;
    grant execute on function app.enqueue(text, json, text) to samverka_app, samverka_auth;
    grant create on schema app to samverka_worker;
    grant usage on schema app to samverka_worker;
  `)
    .execute(db);
  await sql.raw("alter function app.enqueue(text, json, text) owner to samverka_worker").execute(db);
  await sql.raw("revoke create on schema app from samverka_worker").execute(db);
}
