import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

const ofParty = `
      tenant_id uuid not null references organisation (id),
      owner_id uuid not null,
      agreement_id uuid not null,
      year int not null check (year between 1990 and 2200),
      by_name text not null,
      foreign key (owner_id, agreement_id) references agreement (tenant_id, id) on delete cascade,
      check (tenant_id <> owner_id)`;
const OF_YEAR =
  "(agreement_id, year) in (select m.agreement_id, m.year from app.agreement_years_of_mine() m)";
const OWN_AND_PARTIES = `owner_id = (select app.own_tenant()) or ${OF_YEAR}`;

/**
 * A budget is drawn up after consulting the others (KL 9:26): the proposal is sent, each party answers for itself, and says by when it
 * needs the figures for its own budget.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table budget
      -- out for consultation since, and until
      add column sent_on date,
      add column answer_by_on date,
      add check ((sent_on is null) = (answer_by_on is null)),
      add check (answer_by_on >= sent_on);

    create table budget_answer (
      id uuid not null default app.new_id(),
      budget_id uuid not null,
      -- empty: nothing to object
      body text not null default '' check (length(body) <= 4000),
      made_on date not null default app.today(),
      ${ofParty},
      primary key (tenant_id, id),
      foreign key (owner_id, budget_id) references budget (tenant_id, id) on delete cascade
    );
    create index on budget_answer (owner_id, agreement_id);
    create index on budget_answer (owner_id, budget_id);
    create index on budget_answer (tenant_id, budget_id);

    create table budget_need (
      -- by when the party needs the figures for its own budget
      needed_by_on date not null,
      ${ofParty},
      primary key (tenant_id, agreement_id, year)
    );
    create index on budget_need (owner_id, agreement_id);

    ${ownedBy("budget_answer", "select, insert", OWN_AND_PARTIES)}
    ${ownedBy("budget_need", undefined, OWN_AND_PARTIES)}
    -- only whoever pays, and only while it is asked; holds the budget's row, so that deciding and answering wait for each other
    create function app.guard_budget_answer() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        b record;
      begin
        select agreement_id, year, status, sent_on into b from budget where tenant_id = new.owner_id and id = new.budget_id for share;
        if b.status is distinct from 'proposal' or b.sent_on is null or (b.agreement_id, b.year) <> (new.agreement_id, new.year)
          or (new.agreement_id, new.year) not in (select m.agreement_id, m.year from app.agreement_years_of_mine() m) then
          raise exception 'the budget takes no answers from this organisation' using errcode = '23514';
        end if;
        return new;
      end $$;
    create trigger guard before insert on budget_answer for each row execute function app.guard_budget_answer();
    revoke execute on function app.guard_budget_answer() from public;
    grant update (version) on budget to samverka_policy; -- what "for share" asks for
    alter function app.guard_budget_answer() owner to samverka_policy;
    create policy own_years on budget_need as restrictive for insert to samverka_app with check (${OF_YEAR});
  `)
    .execute(db);
}
