import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/**
 * Bulk edits: one run that changes the same fields of many records, row by row with what was and became of it. While it is a draft
 * it is also the selection that its maker gathers over the pages of a list.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table bulk_edit (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      list text not null check (list in ('systems')),
      state text not null default 'draft' check (state in ('draft', 'applied', 'reverted')),
      created_by uuid not null references account (id),
      created_by_name text not null,
      created_at timestamptz not null default now(),
      -- records that the filter showed and that could not be chosen
      left_out int not null default 0,
      -- by field: the value to set, null to clear; with the names of what ids refer to
      wish jsonb,
      wish_names jsonb not null default '{}',
      reason text check (length(reason) between 1 and 1000),
      -- grows with every preview; what is applied is the one that was looked at
      plan_number int not null default 0,
      is_planned boolean not null default false,
      applied_at timestamptz,
      reverted_at timestamptz,
      reverted_by_name text,
      revert_reason text check (length(revert_reason) between 1 and 1000),
      primary key (tenant_id, id),
      check ((state = 'draft') = (applied_at is null)),
      check ((state = 'reverted') = (reverted_at is not null))
    );
    create index on bulk_edit (tenant_id, applied_at desc, id);
    create index on bulk_edit (created_by);
    -- a person gathers one selection at a time
    create unique index bulk_edit_one_draft on bulk_edit (tenant_id, created_by, list) where state = 'draft';

    create table bulk_edit_row (
      tenant_id uuid not null,
      run_id uuid not null,
      -- stays readable when the record is gone, so it is not a reference
      record uuid not null,
      name text not null collate "sv-x-icu",
      -- what the preview foresees (change, same, refused), then what happened (changed, same, refused)
      outcome text check (outcome in ('change', 'same', 'refused', 'changed')),
      problem text,
      problem_field text,
      version_before int,
      version_after int,
      -- by field: old and new value, with names where the values are ids
      changes jsonb not null default '{}',
      revert_outcome text check (revert_outcome in ('reversed', 'kept', 'impossible')),
      revert_problem text,
      primary key (tenant_id, run_id, record),
      foreign key (tenant_id, run_id) references bulk_edit (tenant_id, id) on delete cascade
    ) with (fillfactor = 70);
    create index on bulk_edit_row (tenant_id, run_id, outcome, name, record);

    ${ownedBy("bulk_edit")}
    ${ownedBy("bulk_edit_row")}
    -- a selection that somebody is still gathering is nobody else's business
    create policy own_draft on bulk_edit as restrictive for all to samverka_app
      using (state <> 'draft' or created_by = app.account()) with check (created_by = app.account() or state <> 'draft');
  `)
    .execute(db);
}
