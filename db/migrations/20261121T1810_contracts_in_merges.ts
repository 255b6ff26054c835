import { type Kysely, sql } from "kysely";

/** Contracts follow when a product or a supplier is merged into another, and their history says so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- of the owner's, since it was made as the owner
    create or replace function app.catalogue_references(of_kind text)
      returns table (table_name text, column_name text, owner_column text, record_column text, history_field text)
      language sql immutable as $$
        select v.t, v.c, v.o, v.r, v.h from (values
          ('product', 'system_usage', 'product_id', 'tenant_id', 'id', 'product'),
          ('product', 'contract', 'product_id', 'tenant_id', 'id', 'product'),
          ('product', 'product', 'parent_product_id', null, 'id', null),
          ('product', 'product', 'merged_into_id', null, 'id', null),
          ('supplier', 'product', 'supplier_id', null, 'id', null),
          ('supplier', 'product', 'rights_holder_id', null, 'id', null),
          ('supplier', 'supplier', 'merged_into_id', null, 'id', null),
          ('supplier', 'contract', 'supplier_id', 'tenant_id', 'id', 'supplier'),
          ('supplier', 'system_usage_operation', 'operations_supplier_id', 'tenant_id', 'usage_id', 'operations_supplier'),
          ('supplier', 'system_usage_term', 'supplier_id', 'tenant_id', 'usage_id', 'term_supplier')
        ) as v (k, t, c, o, r, h) where v.k = of_kind $$;
    grant update (supplier_id, product_id) on contract to samverka_policy;
    set local role samverka_policy;

    create or replace function app.note_merge(of_merge uuid, moved_from text, moved_to text, only_outcome text) returns void
      language sql volatile as $$
        insert into change_event (tenant_id, by_name, object_kind, object_id, object_name, action, field, old, new, via, reason, run_id)
        select f.owner, 'Katalogredaktör, ' || o.name, case when c.id is null then 'system_usage' else 'contract' end, f.record,
          coalesce(u.own_name, c.name),
          case r.history_field when 'product' then 'moved' else 'updated' end, r.history_field,
          to_jsonb(moved_from), to_jsonb(moved_to), 'ui',
          case when only_outcome is null then 'Sammanslagning i katalogen' else 'Sammanslagning i katalogen ångrad' end, of_merge
        from catalogue_merge_reference f
        join catalogue_merge m on m.id = f.merge_id
        join app.catalogue_references(m.kind) r on r.table_name = f.table_name and r.column_name = f.column_name
        left join system_usage u on u.tenant_id = f.owner and u.id = f.record
        left join contract c on f.table_name = 'contract' and c.tenant_id = f.owner and c.id = f.record
        join organisation o on o.id = app.tenant()
        where f.merge_id = of_merge and f.outcome is not distinct from only_outcome and r.history_field is not null
          and coalesce(u.id, c.id) is not null $$;
    set local role samverka_owner;
  `)
    .execute(db);
}
