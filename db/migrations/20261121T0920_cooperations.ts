import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/**
 * Cooperations, their circles and what is shared with them. A membership needs two rows: the coordinator's
 * (`cooperation_member`) and the organisation's own (`cooperation_join`); both must hold today.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table cooperation (
      tenant_id uuid not null references organisation (id),
      id uuid not null unique default app.new_id(),
      name text not null collate "sv-x-icu" check (length(name) between 1 and 200),
      description text not null default '',
      version int not null default 1,
      created_at timestamptz not null default now(),
      primary key (tenant_id, id)
    );
    create table cooperation_member (
      tenant_id uuid not null references organisation (id),
      cooperation_id uuid not null,
      organisation_id uuid not null references organisation (id),
      from_on date not null default app.today(),
      ended_on date,
      primary key (cooperation_id, organisation_id),
      foreign key (tenant_id, cooperation_id) references cooperation (tenant_id, id)
    );
    create index on cooperation_member (organisation_id, cooperation_id);
    create index on cooperation_member (tenant_id, cooperation_id);

    create table cooperation_join (
      tenant_id uuid not null references organisation (id),
      cooperation_id uuid not null references cooperation (id),
      joined_on date not null,
      leaves_on date,
      joined_by uuid references account (id),
      primary key (tenant_id, cooperation_id)
    );
    create index on cooperation_join (cooperation_id, tenant_id);
    create index on cooperation_join (joined_by);

    create table circle (
      tenant_id uuid not null references organisation (id),
      id uuid not null unique default app.new_id(),
      cooperation_id uuid not null,
      name text not null collate "sv-x-icu" check (length(name) between 1 and 200),
      is_everyone boolean not null default false,
      primary key (tenant_id, id),
      unique (tenant_id, cooperation_id, name),
      foreign key (tenant_id, cooperation_id) references cooperation (tenant_id, id)
    );
    create unique index on circle (cooperation_id) where is_everyone;
    create index on circle (cooperation_id);
    create table circle_member (
      tenant_id uuid not null references organisation (id),
      circle_id uuid not null,
      organisation_id uuid not null references organisation (id),
      primary key (circle_id, organisation_id),
      foreign key (tenant_id, circle_id) references circle (tenant_id, id) on delete cascade
    );
    create index on circle_member (organisation_id, circle_id);
    create index on circle_member (tenant_id, circle_id);

    create table share (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      circle_id uuid not null references circle (id),
      object_kind text not null check (object_kind in ('system_usage')),
      field_group text not null check (field_group in
        ('core', 'dates', 'operation', 'term', 'price', 'volume', 'classification', 'contacts', 'documents')),
      from_on date not null default app.today(),
      to_on date,
      set_by uuid references account (id),
      primary key (tenant_id, id)
    );
    create unique index on share (tenant_id, circle_id, object_kind, field_group) where to_on is null;
    create index on share (circle_id, object_kind, field_group);
    create index on share (set_by);

    -- cooperations an organisation is a full member of on the transaction's day
    create function app.cooperations_of(org uuid) returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select m.cooperation_id from cooperation_member m
        join cooperation_join j on j.cooperation_id = m.cooperation_id and j.tenant_id = m.organisation_id
        where m.organisation_id = org
          and m.from_on <= app.today() and (m.ended_on is null or m.ended_on > app.today())
          and j.joined_on <= app.today() and (j.leaves_on is null or j.leaves_on > app.today()) $$;

    -- members of one cooperation on the transaction's day
    create function app.members_of(coop uuid) returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select m.organisation_id from cooperation_member m
        join cooperation_join j on j.cooperation_id = m.cooperation_id and j.tenant_id = m.organisation_id
        where m.cooperation_id = coop
          and m.from_on <= app.today() and (m.ended_on is null or m.ended_on > app.today())
          and j.joined_on <= app.today() and (j.leaves_on is null or j.leaves_on > app.today()) $$;

    -- cooperations whose name and members the tenant may see: coordinated, joined, or invited to; never those of strangers,
    -- and in a preview only those the previewed owner is in as well
    create function app.my_cooperations() returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select c.id from cooperation c
        where (c.tenant_id = app.tenant() and app.preview_owner() is null)
           or (app.preview_owner() is null and exists (select 1 from cooperation_member m
                 where m.cooperation_id = c.id and m.organisation_id = app.tenant()
                   and (m.ended_on is null or m.ended_on > app.today())
                   and not exists (select 1 from cooperation_join j where j.cooperation_id = c.id
                     and j.tenant_id = app.tenant() and j.leaves_on <= app.today())))
           or (app.preview_owner() is not null
               and c.id in (select app.cooperations_of(app.tenant()))
               and c.id in (select app.cooperations_of(app.preview_owner()))) $$;

    -- circles an organisation is in on the transaction's day
    create function app.circles_of(org uuid) returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select c.id from circle c
        where c.cooperation_id in (select app.cooperations_of(org))
          and (c.is_everyone or exists (select 1 from circle_member cm
                where cm.circle_id = c.id and cm.organisation_id = org)) $$;

    -- organisations in one circle on the transaction's day, for those who may see the circle
    create function app.circle_organisations(circle uuid) returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select o from circle c, app.members_of(c.cooperation_id) o
        where c.id = circle and c.cooperation_id in (select app.my_cooperations())
          and (c.is_everyone or exists (select 1 from circle_member cm
                where cm.circle_id = c.id and cm.organisation_id = o)) $$;

    -- organisations that are in a cooperation with the tenant
    create function app.my_peers() returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select distinct m.organisation_id from app.cooperations_of(app.tenant()) c
        join cooperation_member m on m.cooperation_id = c
        join cooperation_join j on j.cooperation_id = c and j.tenant_id = m.organisation_id
        where m.organisation_id <> app.tenant()
          and m.from_on <= app.today() and (m.ended_on is null or m.ended_on > app.today())
          and j.joined_on <= app.today() and (j.leaves_on is null or j.leaves_on > app.today()) $$;

    -- THE sharing rule: whose records of this kind and field group the tenant may read today. Both are in the circle.
    create function app.shared_with_me(kind text, field_group_name text) returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select distinct s.tenant_id
        from app.circles_of(app.tenant()) mine
        join circle c on c.id = mine
        join share s on s.circle_id = mine and s.object_kind = kind and s.field_group = field_group_name
          and s.from_on <= app.today() and (s.to_on is null or s.to_on > app.today())
        join cooperation_member m on m.cooperation_id = c.cooperation_id and m.organisation_id = s.tenant_id
          and m.from_on <= app.today() and (m.ended_on is null or m.ended_on > app.today())
        join cooperation_join j on j.cooperation_id = c.cooperation_id and j.tenant_id = s.tenant_id
          and j.joined_on <= app.today() and (j.leaves_on is null or j.leaves_on > app.today())
        where s.tenant_id <> app.tenant()
          and (app.preview_owner() is null or s.tenant_id = app.preview_owner())
          and (c.is_everyone or exists (select 1 from circle_member cm
                where cm.circle_id = c.id and cm.organisation_id = s.tenant_id))
          and not exists (select 1 from organisation o where o.id = app.tenant() and o.kind = 'supplier') $$;
  `)
    .execute(db);

  for (const signature of [
    "cooperations_of(uuid)",
    "members_of(uuid)",
    "my_cooperations()",
    "circles_of(uuid)",
    "circle_organisations(uuid)",
    "my_peers()",
    "shared_with_me(text, text)",
  ]) {
    await sql.raw(`alter function app.${signature} owner to samverka_policy`).execute(db);
    await sql.raw(`revoke execute on function app.${signature} from public`).execute(db);
  }
  await sql
    .raw(`
    grant execute on function app.my_cooperations(), app.circle_organisations(uuid), app.my_peers(),
      app.shared_with_me(text, text) to samverka_app;

    ${ownedBy("cooperation", "select, insert, update", "id = any (array(select app.my_cooperations()))")}
    ${ownedBy("cooperation_member", "select, insert, update", "cooperation_id = any (array(select app.my_cooperations()))")}
    ${ownedBy("cooperation_join", "select, insert, update", "cooperation_id = any (array(select app.my_cooperations()))")}
    ${ownedBy("circle", undefined, "cooperation_id = any (array(select app.my_cooperations()))")}
    ${ownedBy("circle_member", "select, insert, delete", "exists (select 1 from circle c where c.id = circle_id)")}
    ${ownedBy("share", "select, insert, update")}
  `)
    .execute(db);
}
