import { type Kysely, sql } from "kysely";

/**
 * Search by likeness in the catalogue. The trigram operators are not leakproof, so under row-level security their index is not
 * used; these functions find ids by the index and nothing else, and the caller joins them with `product` or `supplier` under
 * row-level security, which decides what is seen.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create index on supplier_alias using gin (normalised_name gin_trgm_ops);
    ${["product", "supplier"].map(functions).join("\n")}
  `)
    .execute(db);
}

function functions(table: string) {
  return `
    -- names (own and alternative) like each sought normalised name; score 0–1
    create function app.near_${table}_names(sought text[])
      returns table (sought_name text, ${table}_id uuid, matched_name text, score real)
      language sql stable security definer set search_path = public, pg_temp as $$
        select w.name, n.id, n.name,
          greatest(similarity(n.normalised_name, w.name), 0.9 * word_similarity(w.name, n.normalised_name))::real
        from unnest(sought) as w (name)
        cross join lateral (
          select p.id, p.name, p.normalised_name from ${table} p
            where p.normalised_name % w.name or p.normalised_name %> w.name
          union all
          select a.${table}_id, a.name, a.normalised_name from ${table}_alias a
            where a.normalised_name % w.name or a.normalised_name %> w.name) n $$;

    -- records one of whose names contains the words, in order
    create function app.${table}s_named_like(words text) returns setof uuid
      language sql stable security definer set search_path = public, pg_temp as $$
        with pattern as (select '%' || replace(replace(replace(words, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' as p)
        select t.id from ${table} t, pattern where t.normalised_name like pattern.p
        union select a.${table}_id from ${table}_alias a, pattern where a.normalised_name like pattern.p $$;

    alter function app.near_${table}_names(text[]) owner to samverka_policy;
    alter function app.${table}s_named_like(text) owner to samverka_policy;
    revoke execute on function app.near_${table}_names(text[]), app.${table}s_named_like(text) from public;
    grant execute on function app.near_${table}_names(text[]), app.${table}s_named_like(text) to samverka_app;
  `;
}
