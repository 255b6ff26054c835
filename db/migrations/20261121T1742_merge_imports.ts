import { type Kysely, sql } from "kysely";

/**
 * What a merge changes in imports that are not finished is kept like its other references, so that undoing the merge leads them
 * back too. `detail` names the line within the run (`record`): a name that is resolved, or a row of the sheet.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("alter table catalogue_merge_reference add column detail text").execute(db);
  await sql.raw("set local role samverka_policy").execute(db);
  await sql
    .raw(`
    create function app.move_imports() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        part text;
      begin
        foreach part in array array['found', 'chosen'] loop
          execute format('with moved as (
              update import_resolution i set %1$I = $2 where i.sort = $4 and i.%1$I = $1 returning tenant_id, run_id, key)
            insert into catalogue_merge_reference (merge_id, table_name, column_name, owner, record, detail)
            select $3, ''import_resolution'', %1$L, tenant_id, run_id, key from moved', part)
          using new.loser, new.winner, new.id, new.kind;
        end loop;
        if new.kind = 'product' then
          with moved as (
            update import_row i set product = new.winner from import_run run
            where i.tenant_id = run.tenant_id and i.run_id = run.id and run.state in ('uploaded', 'mapped', 'checked')
              and i.product = new.loser returning i.tenant_id, i.run_id, i.sheet_row)
          insert into catalogue_merge_reference (merge_id, table_name, column_name, owner, record, detail)
          select new.id, 'import_row', 'product', tenant_id, run_id, sheet_row::text from moved;
        end if;
        return null;
      end $$;

    create function app.restore_imports() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        part text;
      begin
        foreach part in array array['found', 'chosen'] loop
          execute format('with back as (
              update import_resolution i set %1$I = $2 from catalogue_merge_reference f
              where f.merge_id = $3 and f.table_name = ''import_resolution'' and f.column_name = %1$L
                and i.tenant_id = f.owner and i.run_id = f.record and i.key = f.detail and i.sort = $4 and i.%1$I = $1
              returning f.id)
            update catalogue_merge_reference f set outcome = ''restored'' from back where back.id = f.id', part)
          using new.winner, new.loser, new.id, new.kind;
        end loop;
        with back as (
          update import_row i set product = new.loser from catalogue_merge_reference f, import_run run
          where f.merge_id = new.id and f.table_name = 'import_row' and i.tenant_id = f.owner and i.run_id = f.record
            and i.sheet_row = f.detail::int and i.product = new.winner
            and run.tenant_id = i.tenant_id and run.id = i.run_id and run.state in ('uploaded', 'mapped', 'checked')
          returning f.id)
        update catalogue_merge_reference f set outcome = 'restored' from back where back.id = f.id;
        -- answered anew, applied or thrown away since
        update catalogue_merge_reference set outcome = 'changed'
        where merge_id = new.id and table_name in ('import_resolution', 'import_row') and outcome is null;
        return null;
      end $$;
    revoke execute on function app.move_imports(), app.restore_imports() from public;
    grant execute on function app.move_imports(), app.restore_imports() to samverka_owner;
  `)
    .execute(db);
  await sql.raw("set local role samverka_owner").execute(db);
  await sql
    .raw(`
    create trigger move_imports after insert on catalogue_merge for each row execute function app.move_imports();
    create trigger restore_imports after update of undone_at on catalogue_merge
      for each row when (old.undone_at is null and new.undone_at is not null) execute function app.restore_imports();
  `)
    .execute(db);
}
