import { type Kysely, sql } from "kysely";

/**
 * An organisation that is taken out of a circle shares nothing with it any more, for good: were it put back, nothing (a price,
 * say) would be open again that it has not opened anew. It reads of it in its own history, under the coordinator's name.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create function app.close_shares_of_leaver() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        with closed as (
          update share s set to_on = app.today() from circle k
          where k.id = old.circle_id and not k.is_everyone and s.circle_id = k.id
            and s.tenant_id = old.organisation_id and (s.to_on is null or s.to_on > app.today())
          returning s.field_group)
        insert into change_event (tenant_id, account_id, by_name, object_kind, object_id, object_name, action, field, old, new, via)
        select old.organisation_id, null, o.name, 'share', old.circle_id, c.name, 'withdrawn', closed.field_group, 'true', 'false', 'ui'
        from closed, circle c, organisation o where c.id = old.circle_id and o.id = old.tenant_id;
        return null;
      end $$;
    create trigger out_of_circle after delete on circle_member for each row execute function app.close_shares_of_leaver();
    revoke execute on function app.close_shares_of_leaver() from public;
    alter function app.close_shares_of_leaver() owner to samverka_policy;
    grant update (to_on) on share to samverka_policy;
  `)
    .execute(db);
}
