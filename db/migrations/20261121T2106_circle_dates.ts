import { type Kysely, sql } from "kysely";

/** Belongs to the circle on a day; both days are covered, no day means always. */
const on = (day: string) =>
  `(cm.from_on is null or cm.from_on <= ${day}) and (cm.until_on is null or cm.until_on >= ${day})`;

/** Members of a circle may have dates, so that a circle can follow an agreement to the day. The sharing rule asks for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table circle_member add column from_on date, add column until_on date, add check (until_on >= from_on);

    set local role samverka_policy; -- its functions are replaced by itself only
    create or replace function app.circles_of(org uuid) returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select c.id from circle c
        where c.cooperation_id in (select app.cooperations_of(org))
          and (c.is_everyone or exists (select 1 from circle_member cm
                where cm.circle_id = c.id and cm.organisation_id = org and ${on("app.today()")})) $$;

    create or replace function app.circle_organisations(circle uuid) returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select o from circle c, app.members_of(c.cooperation_id) o
        where c.id = circle and c.cooperation_id in (select app.my_cooperations())
          and (c.is_everyone or exists (select 1 from circle_member cm
                where cm.circle_id = c.id and cm.organisation_id = o and ${on("app.today()")})) $$;

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
                    where cm.circle_id = c.id and cm.organisation_id = org and ${on("day")})))
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
                  where cm.circle_id = c.id and cm.organisation_id = s.tenant_id and ${on("day")}))
            and not exists (select 1 from organisation o where o.id = org and o.kind = 'supplier');
      end $$;
    set local role samverka_owner;
  `)
    .execute(db);
}
