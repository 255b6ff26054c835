import { type Kysely, sql } from "kysely";

/**
 * Loans are between two members and stand in the coordinator's organisation: these functions write them for the two, and say who may
 * take which step. Whether the pool allows it has been decided before, with the item locked (`app.lock_licence_pool`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    set local role samverka_policy;
    create function app.propose_loan(of_item uuid, lender uuid, borrower uuid, how_many bigint, first_day date, last_day date,
        basis text, by_name text) returns uuid
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        made record;
      begin
        insert into licence_loan (tenant_id, agreement_id, item_id, lender_id, borrower_id, quantity, from_on, to_on, price_basis,
          recall_days, proposed_by, proposed_by_name)
        select i.tenant_id, i.agreement_id, i.id, lender, borrower, how_many, first_day, last_day, basis, a.recall_days,
          app.own_tenant(), by_name
        from licence_item i join licence_agreement a on a.tenant_id = i.tenant_id and a.id = i.agreement_id
        where i.id = of_item and i.agreement_id in (select app.licences_of_mine()) and app.own_tenant() in (lender, borrower)
          and a.lending_allowed and a.lending_basis is not null and not i.is_unlimited
        returning * into made;
        if made.id is not null then
          perform app.tell_licence_parties(array[made.tenant_id, lender, borrower], made.agreement_id, 'loan_proposed', 'loan',
            how_many::text, by_name);
        end if;
        return made.id;
      end $$;

    -- one step of a loan; false when it is not this organisation's step to take, or somebody was faster
    create function app.move_loan(of_loan uuid, seen_version int, step text, last_day date, why text, by_name text) returns boolean
      language plpgsql volatile security definer set search_path = public, pg_temp as $$
      declare
        moved record;
        me uuid := app.own_tenant();
      begin
        update licence_loan n set state = step, version = n.version + 1, reason = coalesce(why, n.reason),
          accepted_by_name = case when step = 'accepted' then by_name else n.accepted_by_name end,
          accepted_at = case when step = 'accepted' then now() else n.accepted_at end,
          ended_on = case when step in ('recalled', 'returned') then last_day end
        where n.id = of_loan and n.version = seen_version and n.agreement_id in (select app.licences_of_mine())
          and case step
            when 'accepted' then n.state = 'proposed' and me in (n.lender_id, n.borrower_id) and me <> n.proposed_by
            when 'declined' then n.state = 'proposed' and me in (n.lender_id, n.borrower_id) and me <> n.proposed_by and why is not null
            when 'withdrawn' then n.state = 'proposed' and me = n.proposed_by and why is not null
            when 'recalled' then n.state = 'accepted' and me = n.lender_id and last_day >= app.today() + n.recall_days
              and last_day >= n.from_on - 1 and last_day < n.to_on
            when 'returned' then n.state in ('accepted', 'recalled') and me = n.borrower_id and last_day >= app.today() - 1
              and last_day >= n.from_on - 1 and last_day < coalesce(n.ended_on, n.to_on)
            else false end
        returning * into moved;
        if moved.id is null then
          return false;
        end if;
        perform app.tell_licence_parties(array[moved.tenant_id, moved.lender_id, moved.borrower_id], moved.agreement_id,
          'loan_' || step, 'loan', moved.quantity::text, by_name);
        return true;
      end $$;

    -- whom a letter about a loan goes to, and loans that end within a month, for the daily work
    create function app.loans_to_remind() returns table (coordinator_id uuid, loan_id uuid, organisation_id uuid, ends_on date)
      language sql stable security definer set search_path = public, pg_temp as $$
        select n.tenant_id, n.id, party, least(n.to_on, n.ended_on, a.leaves_on, b.leaves_on)
        from licence_loan n
        join licence_member a on a.tenant_id = n.tenant_id and a.agreement_id = n.agreement_id and a.organisation_id = n.lender_id
        join licence_member b on b.tenant_id = n.tenant_id and b.agreement_id = n.agreement_id and b.organisation_id = n.borrower_id
        cross join lateral unnest(array[n.lender_id, n.borrower_id]) party
        where n.state in ('accepted', 'recalled')
          and least(n.to_on, n.ended_on, a.leaves_on, b.leaves_on) >= n.from_on
          and least(n.to_on, n.ended_on, a.leaves_on, b.leaves_on) between app.today() and app.today() + 30
        order by 2, 3 $$;

    revoke execute on function app.propose_loan(uuid, uuid, uuid, bigint, date, date, text, text),
      app.move_loan(uuid, int, text, date, text, text), app.loans_to_remind() from public;
    grant execute on function app.propose_loan(uuid, uuid, uuid, bigint, date, date, text, text),
      app.move_loan(uuid, int, text, date, text, text) to samverka_app;
    grant execute on function app.loans_to_remind() to samverka_auth;
    set local role samverka_owner;
  `)
    .execute(db);
}
