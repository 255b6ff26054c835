import { type Kysely, sql } from "kysely";
import { isSharedGroup, mayRead, OWN, sharedAs } from "../policies.ts";

/** Tables that hold a field group of a system. */
const groups = {
  system_usage_dates: "dates",
  system_usage_operation: "operation",
  system_usage_term: "term",
  system_usage_price: "price",
  system_usage_volume: "volume",
  system_usage_classification: "classification",
  system_usage_function: "core",
  sub_processor: "classification",
  role_assignment: "contacts",
  system_usage_document: "documents",
};

/** The history of catalogue records is the catalogue's: read by whoever reads the record. */
const catalogueHistory = `object_kind in ('product', 'supplier') and (select app.preview_owner()) is null
  and (exists (select 1 from product p where p.id = object_id) or exists (select 1 from supplier s where s.id = object_id))`;

/**
 * The same rules of sharing, read faster (docs/decisions/040-speed-of-sharing.md): the settings of the transaction are looked up
 * once instead of once per row, members of a cooperation are matched by hash instead of one by one, and the plans are kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    set local role samverka_policy; -- its functions are replaced by itself only

    -- THE sharing rule: whose records of this kind and field group the tenant may read today. Both are in the circle.
    -- "is true" makes the planner, which expects few members, hash them instead of looking them up one by one.
    create or replace function app.shared_with_me(kind text, field_group_name text) returns setof uuid
      language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
      declare
        org uuid := app.tenant();
        day date := app.today();
        preview uuid := app.preview_owner();
      begin
        return query
          with mine as materialized (
            select c.id, c.cooperation_id, c.is_everyone
            from cooperation_member m
            join cooperation_join j on j.cooperation_id = m.cooperation_id and j.tenant_id = m.organisation_id
            join circle c on c.cooperation_id = m.cooperation_id
            where m.organisation_id = org
              and m.from_on <= day and (m.ended_on is null or m.ended_on > day)
              and j.joined_on <= day and (j.leaves_on is null or j.leaves_on > day)
              and (c.is_everyone or exists (select 1 from circle_member cm
                    where cm.circle_id = c.id and cm.organisation_id = org)))
          select distinct s.tenant_id
          from mine c
          join share s on s.circle_id = c.id and s.object_kind = kind and s.field_group = field_group_name
            and s.from_on <= day and (s.to_on is null or s.to_on > day)
          where s.tenant_id <> org
            and (preview is null or s.tenant_id = preview)
            and ((c.cooperation_id, s.tenant_id) in (
              select m.cooperation_id, m.organisation_id from cooperation_member m
              where m.cooperation_id = any (array(select cooperation_id from mine))
                and m.from_on <= day and (m.ended_on is null or m.ended_on > day))) is true
            and ((c.cooperation_id, s.tenant_id) in (
              select j.cooperation_id, j.tenant_id from cooperation_join j
              where j.cooperation_id = any (array(select cooperation_id from mine))
                and j.joined_on <= day and (j.leaves_on is null or j.leaves_on > day))) is true
            and (c.is_everyone or exists (select 1 from circle_member cm
                  where cm.circle_id = c.id and cm.organisation_id = s.tenant_id))
            and not exists (select 1 from organisation o where o.id = org and o.kind = 'supplier');
      end $$;

    -- Text search over everything the tenant may see. The operators of the index search are not leakproof, so the sharing rule
    -- is applied here, word for word as in the policies of system_usage; whole rows, so that nothing has to be looked up again.
    drop function app.search_usages(text, int);
    create function app.search_usages(words text, most int) returns setof system_usage
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      declare
        org uuid := app.tenant();
        owners uuid[] := array(select app.shared_with_me('system_usage', 'core'));
        pattern text := '%' || replace(replace(replace(lower(words), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%';
      begin
        if app.preview_owner() is null then
          owners := owners || org;
        end if;
        return query
          with hit_products as materialized (
            select p.id from product p where p.normalised_name like pattern
            union select a.product_id from product_alias a where a.normalised_name like pattern
            union select p.id from supplier s join product p on p.supplier_id = s.id where s.normalised_name like pattern
            limit 5000)
          (select u.* from hit_products h cross join lateral (
             select x.* from system_usage x
             where x.product_id = h.id and (x.tenant_id in (select unnest(owners))) is true
               and (x.tenant_id = org or not x.is_hidden)
             offset 0) u)
          union all
          (select u.* from system_usage u
           where lower(u.own_name) like pattern and (u.tenant_id in (select unnest(owners))) is true
             and (u.tenant_id = org or not u.is_hidden) and (u.product_id in (select id from hit_products)) is not true)
          limit most;
      end $$;
    revoke execute on function app.search_usages(text, int) from public;
    grant execute on function app.search_usages(text, int) to samverka_app;
    set local role samverka_owner;

    -- the policies as policies.ts writes them for new tables
    do $$
    declare
      each record;
      before constant text := '(tenant_id = app.own_tenant())';
      own constant text := '${OWN}';
    begin
      for each in
        select tablename, policyname, qual, with_check from pg_policies
        where schemaname = 'public' and before in (qual, with_check)
      loop
        execute format('alter policy %I on %I', each.policyname, each.tablename)
          || case when each.qual = before then format(' using (%s)', own) else '' end
          || case when each.with_check = before then format(' with check (%s)', own) else '' end;
      end loop;
    end $$;
    alter policy own_read on system_usage using (${mayRead(`not is_hidden and ${isSharedGroup("core")}`)});
    ${Object.entries(groups)
      .map(
        ([table, group]) => `alter policy own_read on ${table} using (${mayRead(sharedAs(table, group))});`,
      )
      .join("\n")}
    alter policy own_read on change_event using (${mayRead(catalogueHistory)});
  `)
    .execute(db);
}
