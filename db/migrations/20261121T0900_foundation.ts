import { type Kysely, sql } from "kysely";

/** The settings a transaction carries (who, which tenant, which day) and ids that sort by time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create schema app;
    grant usage on schema app to samverka_app, samverka_auth, samverka_policy;
    grant create on schema app to samverka_policy;

    create function app.tenant() returns uuid language sql stable parallel safe
      as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;
    create function app.account() returns uuid language sql stable parallel safe
      as $$ select nullif(current_setting('app.account_id', true), '')::uuid $$;
    create function app.preview_owner() returns uuid language sql stable parallel safe
      as $$ select nullif(current_setting('app.preview_owner', true), '')::uuid $$;
    -- whose rows are "our own": nobody's while an administrator looks as another organisation
    create function app.own_tenant() returns uuid language sql stable parallel safe
      as $$ select nullif(current_setting(case when coalesce(current_setting('app.preview_owner', true), '') = ''
        then 'app.tenant_id' else 'app.nobody' end, true), '')::uuid $$;
    create function app.is_catalogue_editor() returns boolean language sql stable parallel safe
      as $$ select coalesce(current_setting('app.catalogue_editor', true), '') = 'yes' $$;
    create function app.today() returns date language sql stable parallel safe
      as $$ select coalesce(nullif(current_setting('app.today', true), '')::date,
                            (now() at time zone 'Europe/Stockholm')::date) $$;

    -- uuid version 7: sorts by time, so that indexes grow at one end
    create function app.new_id() returns uuid language sql volatile parallel safe as $$
      select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
        52, 1), 53, 1), 'hex')::uuid $$;
  `)
    .execute(db);
}
