import { type Kysely, sql } from "kysely";

/**
 * Who reads a renewal survey: its coordinator, and once it is open those who are invited, the agreement's members, and the circle it is
 * open to. Answers are secret between them until the coordinator's result; what all see meanwhile are sums without names.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    grant select on renewal_round, renewal_tier, renewal_question, renewal_invitee, renewal_answer, renewal_placement,
      participant_transfer to samverka_policy;
    grant update (version) on renewal_round to samverka_policy; -- what "for share" asks for

    -- others' surveys that the tenant may read today; whoever has answered keeps what was asked
    create function app.renewals_of_mine() returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select r.id from renewal_round r
        where r.state not in ('draft', 'ready') and r.tenant_id <> app.own_tenant()
          and (exists (select 1 from renewal_invitee i where i.tenant_id = r.tenant_id and i.round_id = r.id
                 and i.organisation_id = app.own_tenant())
            or r.agreement_id in (select app.licences_of_mine())
            or r.circle_id in (select app.circles_of(app.own_tenant()))
            or exists (select 1 from renewal_answer a where a.tenant_id = app.own_tenant() and a.round_id = r.id
                 and a.submitted_at is not null))
          and not exists (select 1 from organisation o where o.id = app.own_tenant() and o.kind = 'supplier') $$;

    -- surveys whose handed-in answers the tenant may read: the coordinator's own; among the invited only once it is completed
    create function app.renewal_answers_for_me() returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select r.id from renewal_round r
        where r.tenant_id = app.own_tenant()
          or (r.answers_shared and r.state = 'completed' and exists (select 1 from renewal_invitee i
            where i.tenant_id = r.tenant_id and i.round_id = r.id and i.organisation_id = app.own_tenant())) $$;

    -- how far it has come, without names: what moves the price that everybody sees
    create function app.renewal_sums(of_round uuid)
      returns table (invited int, answered int, joining int, quantity bigint, binding int, binding_quantity bigint)
      language sql stable security definer set search_path = public, pg_temp as $$
        with newest as (
          select distinct on (a.tenant_id) a.tenant_id, a.answer, a.kind, a.quantity,
            exists (select 1 from renewal_invitee i where i.tenant_id = a.coordinator_id and i.round_id = a.round_id
              and i.organisation_id = a.tenant_id) as is_invited
          from renewal_answer a where a.round_id = of_round and a.submitted_at is not null
          order by a.tenant_id, a.version desc)
        select (select count(*)::int from renewal_invitee i where i.tenant_id = r.tenant_id and i.round_id = r.id),
          (select count(*)::int from newest),
          (select count(*)::int from newest where answer <> 'no'),
          (select coalesce(sum(quantity), 0)::bigint from newest where answer <> 'no'),
          (select count(*)::int from newest where answer <> 'no' and kind = 'binding' and is_invited),
          (select coalesce(sum(quantity), 0)::bigint from newest where answer <> 'no' and kind = 'binding' and is_invited)
        from renewal_round r where r.id = of_round
          and (r.tenant_id = app.own_tenant() or r.id in (select app.renewals_of_mine())) $$;

    -- Whether the tenant may hand in or save an answer now. Holds the survey's row: closing and answering wait for each other.
    create function app.may_answer_renewal(of_round uuid) returns boolean
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        r record;
      begin
        select id, tenant_id, agreement_id, circle_id, state, closes_on into r from renewal_round where id = of_round for share;
        return coalesce(r.state = 'open' and r.closes_on >= app.today() and app.own_tenant() is not null
          and (r.tenant_id = app.own_tenant()
            or exists (select 1 from renewal_invitee i where i.tenant_id = r.tenant_id and i.round_id = r.id
              and i.organisation_id = app.own_tenant())
            or r.agreement_id in (select app.licences_of_mine()) or r.circle_id in (select app.circles_of(app.own_tenant())))
          and not exists (select 1 from organisation o where o.id = app.own_tenant() and o.kind = 'supplier'), false);
      end $$;

    create function app.guard_renewal_answer() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        if tg_op = 'UPDATE' and old.submitted_at is not null then
          raise exception 'an answer that was handed in stays as it is' using errcode = '23514';
        end if;
        if not app.may_answer_renewal(new.round_id) then
          raise exception 'the survey takes no answers from this organisation' using errcode = '23514';
        end if;
        select r.first_closed_on is not null into new.is_after_close from renewal_round r where r.id = new.round_id;
        return new;
      end $$;
    create trigger guard before insert or update on renewal_answer for each row execute function app.guard_renewal_answer();

    -- only the agreement's members and the survey's circle can be asked, never a supplier
    create function app.guard_renewal_invitee() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        if not exists (select 1 from renewal_round r where r.tenant_id = new.tenant_id and r.id = new.round_id
            and (new.organisation_id = r.tenant_id
              or new.organisation_id in (select m.organisation_id from licence_member m
                where m.tenant_id = r.tenant_id and m.agreement_id = r.agreement_id)
              or new.organisation_id in (select app.circle_organisations(r.circle_id))))
          or exists (select 1 from organisation o where o.id = new.organisation_id and o.kind = 'supplier') then
          raise exception 'neither a member nor in the circle' using errcode = '23514';
        end if;
        return new;
      end $$;
    create trigger guard before insert on renewal_invitee for each row execute function app.guard_renewal_invitee();
  `)
    .execute(db);
}
