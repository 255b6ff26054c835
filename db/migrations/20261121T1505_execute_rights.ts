import { type Kysely, sql } from "kysely";

/**
 * Functions that run as `samverka_policy` see through row-level security, and PostgreSQL lets everybody call a new function.
 * Earlier migrations took that back after giving the function away, when the owner role no longer had a say, which
 * PostgreSQL answers with a warning only. Here the new owner does it. Later migrations revoke before they give away.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    set local role samverka_policy; -- rights on its functions are its own to give and take
    do $$
    declare
      each regprocedure;
    begin
      for each in
        select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = 'app' and p.prosecdef and pg_get_userbyid(p.proowner) = 'samverka_policy'
      loop
        execute format('revoke execute on function %s from public', each);
        -- parts of the sharing rule, called by other functions only, with an organisation of the caller's choice
        if each = 'app.discard_stale_imports()'::regprocedure then
          execute format('grant execute on function %s to samverka_auth', each);
        elsif each not in ('app.cooperations_of(uuid)'::regprocedure, 'app.members_of(uuid)'::regprocedure,
          'app.circles_of(uuid)'::regprocedure, 'app.answer_anew()'::regprocedure) then
          execute format('grant execute on function %s to samverka_app', each);
        end if;
      end loop;
    end $$;
    set local role samverka_owner;
  `)
    .execute(db);
}
