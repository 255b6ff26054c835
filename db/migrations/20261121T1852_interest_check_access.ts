import { type Kysely, sql } from "kysely";

/**
 * Who reads an interest check: its coordinator, and once it is sent the circle that it was sent into. Who reads replies: whoever
 * gave them, the coordinator, and where the coordinator chose so the others who were asked; nobody but the first while answers
 * are hidden, and nobody but the first as long as they are drafts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    grant select on interest_check, interest_invitee, interest_reply, interest_question to samverka_policy;
    grant update (version) on interest_check to samverka_policy; -- what "for share" asks for

    -- others' checks that the tenant may read today; whoever has answered keeps what was asked after leaving the circle
    create function app.interest_checks_of_mine() returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select c.id from interest_check c
        where c.state <> 'draft' and c.tenant_id <> app.own_tenant()
          and (c.circle_id in (select app.circles_of(app.own_tenant()))
            or exists (select 1 from interest_reply r where r.tenant_id = app.own_tenant() and r.check_id = c.id
                 and r.submitted_at is not null))
          and not exists (select 1 from organisation o where o.id = app.own_tenant() and o.kind = 'supplier') $$;

    -- checks whose handed-in replies the tenant may read: never while they are hidden, and as neighbour only when asked itself
    create function app.interest_answers_for_me() returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select c.id from interest_check c
        where (c.tenant_id = app.own_tenant()
            or (c.answers_shared and c.circle_id in (select app.circles_of(app.own_tenant()))
              and exists (select 1 from interest_invitee i where i.tenant_id = c.tenant_id and i.check_id = c.id
                and i.organisation_id = app.own_tenant())))
          and (not c.answers_hidden_until_close or c.state in ('closed', 'decided')
            or (c.state = 'open' and c.closes_on < app.today())) $$;

    -- who has answered, for the coordinator, never what: reminders go to the others
    create function app.interest_answered(of_check uuid) returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select distinct r.tenant_id from interest_reply r
        join interest_check c on c.id = r.check_id and c.tenant_id = app.own_tenant()
        where r.check_id = of_check and r.submitted_at is not null $$;

    -- Whether the tenant may hand in or save a reply now. Holds the check's row, so that closing it and answering it wait for
    -- each other and the later one sees what the earlier one did.
    create function app.may_answer_interest(of_check uuid) returns boolean
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        c record;
      begin
        select state, closes_on, circle_id into c from interest_check where id = of_check for share;
        return coalesce(c.state = 'open' and c.closes_on >= app.today() and app.own_tenant() is not null
          and c.circle_id in (select app.circles_of(app.own_tenant()))
          and not exists (select 1 from organisation o where o.id = app.own_tenant() and o.kind = 'supplier'), false);
      end $$;

    create function app.guard_interest_reply() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        if tg_op = 'UPDATE' and old.submitted_at is not null then
          raise exception 'a reply that was handed in stays as it is' using errcode = '23514';
        end if;
        if not app.may_answer_interest(new.check_id) then
          raise exception 'the interest check takes no replies from this organisation' using errcode = '23514';
        end if;
        select c.first_closed_on is not null into new.is_after_close from interest_check c where c.id = new.check_id;
        return new;
      end $$;
    create trigger guard before insert or update on interest_reply for each row execute function app.guard_interest_reply();

    -- only members of the circle can be asked, and the coordinator stands in it itself
    create function app.guard_interest_invitee() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        circle uuid;
      begin
        select c.circle_id into circle from interest_check c where c.tenant_id = new.tenant_id and c.id = new.check_id;
        if new.organisation_id not in (select app.circle_organisations(circle))
          or exists (select 1 from organisation o where o.id = new.organisation_id and o.kind = 'supplier') then
          raise exception 'not a member of the circle' using errcode = '23514';
        end if;
        return new;
      end $$;
    create trigger guard before insert on interest_invitee for each row execute function app.guard_interest_invitee();

    -- what the circle was asked, and how it is counted, is fixed once it is sent
    -- what the circle was asked, and how it is counted, is fixed once it is sent; until then the coordinator stands in the circle
    create function app.guard_interest_check() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        if tg_op = 'INSERT' or old.state = 'draft' then
          if new.tenant_id not in (select app.circle_organisations(new.circle_id)) then
            raise exception 'the coordinator is not in the circle' using errcode = '23514';
          end if;
        elsif row (new.circle_id, new.quorum_min, new.quorum_quantity, new.counts_as, new.counts_option, new.reply_kind,
            new.answers_hidden_until_close, new.answers_shared, new.need, new.name)
          is distinct from row (old.circle_id, old.quorum_min, old.quorum_quantity, old.counts_as, old.counts_option,
            old.reply_kind, old.answers_hidden_until_close, old.answers_shared, old.need, old.name) then
          raise exception 'fixed once it is sent' using errcode = '23514';
        end if;
        return new;
      end $$;
    create trigger guard before insert or update on interest_check for each row execute function app.guard_interest_check();
  `)
    .execute(db);
}
