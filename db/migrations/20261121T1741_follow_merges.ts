import { type Kysely, sql } from "kysely";

/**
 * What is saved in the moment of a merge ends at the winner, not at the tombstone: whoever points at a record holds it until
 * they are done (the merge waits), and whoever comes after the merge is led on. A merge is the catalogue's correction of a name,
 * not a change of the municipality's facts: it leaves the seal of a confirmation unbroken (decision 076).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("set local role samverka_policy").execute(db);
  await sql
    .raw(`
    -- arguments: the table pointed at, the column
    create function app.follow_merge() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        target uuid := (to_jsonb(new) ->> tg_argv[1])::uuid;
        next uuid;
      begin
        if target is null then
          return new;
        end if;
        loop
          -- waits for a merge that is under way and then reads what it left
          execute format('select merged_into_id from %I where id = $1 for key share', tg_argv[0]) into next using target;
          exit when next is null;
          target := next;
          new := jsonb_populate_record(new, jsonb_build_object(tg_argv[1], target));
        end loop;
        return new;
      end $$;
    revoke execute on function app.follow_merge() from public;
    grant execute on function app.follow_merge() to samverka_owner;
  `)
    .execute(db);
  await sql.raw("set local role samverka_owner").execute(db);
  await sql
    .raw(`
    ${(
      [
        ["system_usage", "product", "product_id"],
        ["product", "product", "parent_product_id"],
        ["product", "supplier", "supplier_id"],
        ["product", "supplier", "rights_holder_id"],
        ["system_usage_operation", "supplier", "operations_supplier_id"],
        ["system_usage_term", "supplier", "supplier_id"],
      ] as const
    )
      .map(
        ([
          table,
          target,
          column,
        ]) => `create trigger follow_${column} before insert or update of ${column} on ${table}
      for each row when (new.${column} is not null) execute function app.follow_merge('${target}', '${column}');`,
      )
      .join("\n")}

    create or replace function app.break_seal() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        insert into system_usage_internal as i (tenant_id, usage_id, needs_check_since)
        select a.tenant_id, a.object_id, min(a.at) from added a
          join system_usage u on u.tenant_id = a.tenant_id and u.id = a.object_id
          left join system_usage_internal known on known.tenant_id = u.tenant_id and known.usage_id = u.id
        where a.object_kind = 'system_usage' and a.action not in ('created', 'confirmed')
          and known.needs_check_since is null
          and (known.confirmed_on is null or (a.at at time zone 'Europe/Stockholm')::date >= known.confirmed_on)
          and (a.account_id is null or not exists (select 1 from membership m
            where m.tenant_id = a.tenant_id and m.account_id = a.account_id
              and app.is_system_owner(a.tenant_id, a.object_id, m.person_id)))
          -- what a merge moves: written by the catalogue's functions alone, which nobody signs in as
          and not (current_user = 'samverka_policy' and a.run_id is not null
            and exists (select 1 from catalogue_merge m where m.id = a.run_id))
        group by a.tenant_id, a.object_id
        on conflict (tenant_id, usage_id) do update set needs_check_since = excluded.needs_check_since
          where i.needs_check_since is null;
        return null;
      end $$;
  `)
    .execute(db);
}
