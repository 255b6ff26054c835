import { type Kysely, sql } from "kysely";

/**
 * A message is marked before it is handed to the mail server. Whoever finds the mark without an answer does not know whether it
 * arrived, and does not send it again: the organisation's administrators see it and decide (decision 086).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table outbox add sending_at timestamptz, add unsure_at timestamptz;
    create index outbox_unsure on outbox (tenant_id, unsure_at) where unsure_at is not null;
    create index outbox_sending on outbox (sending_at) where sending_at is not null and sent_at is null and unsure_at is null;

    grant select, update on outbox to samverka_policy;
    set local role samverka_policy;
    -- own messages of which nobody knows whether they arrived, without their text; asked by administrators' pages only
    create function app.unsure_mail() returns table (id uuid, to_address text, subject text, unsure_at timestamptz)
      language sql stable security definer set search_path = public, pg_temp as $$
        select o.id, o.to_address, o.subject, o.unsure_at from outbox o
        where o.tenant_id = app.tenant() and app.preview_owner() is null and o.unsure_at is not null and o.sent_at is null
        order by o.unsure_at, o.id limit 100 $$;
    -- a person has decided: send it again, or let it be; false when somebody was faster
    create function app.settle_mail(of_mail uuid, is_again boolean) returns boolean
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      begin
        update outbox o set unsure_at = null, sending_at = null,
          sent_at = case when is_again then null else o.unsure_at end, body = case when is_again then o.body else '' end
        where o.id = of_mail and o.tenant_id = app.tenant() and app.preview_owner() is null
          and o.unsure_at is not null and o.sent_at is null;
        return found;
      end $$;
    revoke execute on function app.unsure_mail(), app.settle_mail(uuid, boolean) from public;
    grant execute on function app.unsure_mail(), app.settle_mail(uuid, boolean) to samverka_app;
    set local role samverka_owner;
  `)
    .execute(db);
}
