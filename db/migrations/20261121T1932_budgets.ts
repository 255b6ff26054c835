import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

const OF_YEAR =
  "(agreement_id, year) in (select m.agreement_id, m.year from app.agreement_years_of_mine() m)";
const ofYear = `
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      agreement_id uuid not null,
      year int not null check (year between 1990 and 2200),
      primary key (tenant_id, id),
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade`;

/** Budget, advances and outcome of an agreement's year. Bookings are the host's own: parties read their sums by account and month. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table budget (${ofYear},
      status text not null default 'proposal' check (status in ('proposal', 'decided')),
      -- when the others were consulted (KL 9:26) and by when each needs the figures for its own budget
      consulted_on date,
      figures_by_on date,
      decided_on date,
      decided_by text not null default '' check (length(decided_by) <= 200),
      decision_ref text not null default '' check (length(decision_ref) <= 200),
      -- how much the forecast may pass the budget before the parties are warned, per cent
      alert_percent int not null default 5 check (alert_percent between 0 and 100),
      version int not null default 1,
      unique (tenant_id, agreement_id, year),
      check ((status = 'decided') = (decided_on is not null)),
      check (decided_on is null or (decided_by <> '' and decision_ref <> ''))
    );

    create table budget_line (${ofYear},
      budget_id uuid not null,
      account text not null check (account ~ '^[0-9]{3,10}$'),
      text text not null check (length(text) between 1 and 200),
      amount_minor bigint check (amount_minor between -9000000000000 and 9000000000000),
      -- an indirect cost by template: a percentage of the direct lines
      template text check (template in ('salary', 'management', 'premises', 'it', 'support')),
      template_percent numeric(7, 4) check (template_percent between 0 and 100),
      -- the host's contract that the amount came from
      contract_id uuid,
      check ((amount_minor is null) = (template_percent is not null)),
      check (template_percent is null or template is not null),
      foreign key (tenant_id, budget_id) references budget (tenant_id, id) on delete cascade,
      foreign key (tenant_id, contract_id) references contract (tenant_id, id) on delete set null (contract_id)
    );
    create index on budget_line (tenant_id, agreement_id);
    create index on budget_line (tenant_id, budget_id);
    create unique index on budget_line (tenant_id, contract_id, budget_id) where contract_id is not null;
    create index on budget_line (tenant_id, contract_id);

    create table advance (${ofYear},
      organisation_id uuid not null references organisation (id),
      quarter int not null check (quarter between 1 and 4),
      amount_minor bigint not null,
      cost_key_id uuid not null,
      invoice_ref text check (length(invoice_ref) between 1 and 100),
      invoiced_on date,
      unique (tenant_id, agreement_id, year, organisation_id, quarter),
      check ((invoice_ref is null) = (invoiced_on is null)),
      foreign key (tenant_id, cost_key_id) references cost_key (tenant_id, id)
    );
    create index on advance (tenant_id, agreement_id);
    create index on advance (organisation_id);
    create index on advance (tenant_id, cost_key_id);

    create table ledger_file (${ofYear},
      name text not null check (length(name) between 1 and 255),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      rows int not null,
      total_minor bigint not null,
      created_by_name text not null,
      created_at timestamptz not null default now(),
      unique (tenant_id, agreement_id, year, sha256)
    );
    create table ledger_line (${ofYear},
      file_id uuid,
      booked_on date not null,
      account text not null check (account ~ '^[0-9]{3,10}$'),
      text text not null default '' check (length(text) <= 200),
      amount_minor bigint not null check (amount_minor between -9000000000000 and 9000000000000),
      voucher text check (length(voucher) between 1 and 40),
      created_by_name text not null,
      -- the run of the closed settlement that it is part of
      settled_run int,
      check (extract(year from booked_on) = year),
      foreign key (tenant_id, file_id) references ledger_file (tenant_id, id) on delete cascade
    );
    create index on ledger_line (tenant_id, agreement_id, year, booked_on, id);
    create index on ledger_line (tenant_id, agreement_id);
    create index on ledger_line (tenant_id, file_id);
    create index on ledger_file (tenant_id, agreement_id);

    create function app.guard_ledger_line() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        if old.settled_run is not null then
          raise exception 'a settled booking stays as it is' using errcode = '23514';
        end if;
        if tg_op = 'DELETE' then return old; end if;
        return new;
      end $$;
    create trigger guard before update or delete on ledger_line for each row execute function app.guard_ledger_line();

    ${["budget", "budget_line", "advance"].map((table) => ownedBy(table, undefined, OF_YEAR)).join("\n")}
    ${ownedBy("ledger_file", "select, insert, delete")}
    ${ownedBy("ledger_line", "select, insert, delete")}
    grant update (settled_run) on ledger_line to samverka_app;

    -- the outcome by account and month, for the host and for the parties of that year
    create function app.ledger_sums(of_agreement uuid, of_year int)
      returns table (account text, text text, month int, amount_minor bigint)
      language sql stable security definer set search_path = public, pg_temp as $$
        select l.account, coalesce(max(b.text), case when l.tenant_id = app.own_tenant() then min(l.text) else '' end), extract(month from l.booked_on)::int, sum(l.amount_minor)::bigint
        from ledger_line l left join lateral (select b.text from budget_line b where b.tenant_id = l.tenant_id
          and b.agreement_id = l.agreement_id and b.year = l.year and b.account = l.account order by b.id limit 1) b on true
        where l.agreement_id = of_agreement and l.year = of_year
          and (l.tenant_id = app.own_tenant() or exists (select 1 from app.agreement_years_of_mine() m
            where m.agreement_id = of_agreement and m.year = of_year))
        group by l.tenant_id, l.account, extract(month from l.booked_on) order by 1, 3 $$;
    revoke execute on function app.ledger_sums(uuid, int) from public;
    grant execute on function app.ledger_sums(uuid, int) to samverka_app;
    alter function app.ledger_sums(uuid, int) owner to samverka_policy;
  `)
    .execute(db);
}
