import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

const OF_MINE = "agreement_id in (select app.agreements_of_mine())";
/** Who decided, in which paragraph, on which day, and where the decision can be read: a link or a file of the party's own. */
const decided = `
      organ text not null check (organ in ('council', 'executive_board', 'committee', 'assembly', 'board', 'other')),
      organ_name text not null check (length(organ_name) between 1 and 200),
      paragraph text not null check (length(paragraph) between 1 and 100),
      decided_on date not null,
      document_url text check (length(document_url) between 1 and 2000),
      file_id uuid,
      by_name text not null check (length(by_name) between 1 and 200),
      recorded_at timestamptz not null default now(),
      foreign key (tenant_id, file_id) references stored_file (tenant_id, id),
      foreign key (owner_id, agreement_id) references agreement (tenant_id, id)`;

/** What each party says for itself: its decision on the agreement, on amendments, and its notice. Nobody writes it for another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table party_decision (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      owner_id uuid not null,
      agreement_id uuid not null,
      kind text not null check (kind in ('agreement', 'reglemente')),
      -- an organ other than the council names what gives it the right
      authority text check (length(authority) between 1 and 500),
      -- the text that was decided on; a decision on other words does not count
      text_hash text not null check (text_hash ~ '^[0-9a-f]{64}$'),
      version int not null default 1,
      ${decided},
      primary key (tenant_id, id),
      unique (tenant_id, agreement_id, kind),
      check (num_nonnulls(document_url, file_id) = 1),
      check (organ in ('council', 'assembly') or authority is not null)
    );
    create index on party_decision (owner_id, agreement_id);
    create index on party_decision (tenant_id, file_id);

    create table amendment_approval (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      owner_id uuid not null,
      agreement_id uuid not null,
      amendment_id uuid not null,
      verdict text not null check (verdict in ('approved', 'rejected')),
      reason text not null default '' check (length(reason) <= 2000),
      text_hash text not null check (text_hash ~ '^[0-9a-f]{64}$'),
      ${decided},
      primary key (tenant_id, id),
      unique (tenant_id, amendment_id),
      foreign key (owner_id, amendment_id) references amendment (tenant_id, id)
    );
    create index on amendment_approval (owner_id, agreement_id);
    create index on amendment_approval (owner_id, amendment_id);
    create index on amendment_approval (tenant_id, file_id);

    create table agreement_notice (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      owner_id uuid not null,
      agreement_id uuid not null,
      given_on date not null,
      ends_on date not null,
      reason text not null default '' check (length(reason) <= 2000),
      withdrawn_on date,
      ${decided},
      primary key (tenant_id, id),
      check (ends_on >= given_on)
    );
    create unique index on agreement_notice (tenant_id, agreement_id) where withdrawn_on is null;
    create index on agreement_notice (tenant_id, agreement_id);
    create index on agreement_notice (owner_id, agreement_id);
    create index on agreement_notice (tenant_id, file_id);

    grant update (version) on agreement to samverka_policy; -- what "for share" asks for
    -- A party speaks only about an agreement it is a party of, and what has taken effect is not unsaid. Holds the agreement's row:
    -- putting it in force and taking a decision back wait for each other.
    create function app.guard_party_word() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        word record;
        now_status text;
      begin
        if tg_op = 'DELETE' then word := old; else word := new; end if;
        select status into now_status from agreement where tenant_id = word.owner_id and id = word.agreement_id for share;
        if tg_op <> 'DELETE' and not exists (select 1 from agreement_party p where p.tenant_id = word.owner_id
          and p.agreement_id = word.agreement_id and p.organisation_id = word.tenant_id
          and (p.leaves_on is null or p.leaves_on >= app.today())) then
          raise exception 'not a party of the agreement' using errcode = '23514';
        end if;
        if now_status = 'draft' and word.tenant_id <> word.owner_id then
          raise exception 'the agreement is a draft' using errcode = '23514';
        end if;
        if tg_op <> 'INSERT' and tg_table_name = 'party_decision' and exists (select 1 from agreement_party p
          where p.tenant_id = word.owner_id and p.agreement_id = word.agreement_id
            and p.organisation_id = word.tenant_id and p.admitted_on is not null) then
          raise exception 'the decision has taken effect' using errcode = '23514';
        end if;
        return word;
      end $$;
    revoke execute on function app.guard_party_word() from public;
    alter function app.guard_party_word() owner to samverka_policy;
    set local role samverka_policy;
    grant execute on function app.guard_party_word() to samverka_owner; -- who makes the triggers
    set local role samverka_owner;
    create trigger guard before insert or update or delete on party_decision
      for each row execute function app.guard_party_word();
    create trigger guard before insert on amendment_approval for each row execute function app.guard_party_word();
    create trigger guard before insert on agreement_notice for each row execute function app.guard_party_word();
    create trigger guard before insert on agreement_confirmation for each row execute function app.guard_party_word();

    ${ownedBy("party_decision", undefined, OF_MINE)}
    ${ownedBy("amendment_approval", "select, insert, delete", OF_MINE)}
    ${ownedBy("agreement_notice", "select, insert, update", OF_MINE)}
    -- the document of a decision is read by whoever reads the decision
    create policy agreement_read on stored_file for select to samverka_app using (
      case when tenant_id = (select app.own_tenant()) then true else
        exists (select 1 from party_decision d where d.tenant_id = stored_file.tenant_id and d.file_id = stored_file.id)
        or exists (select 1 from amendment_approval d where d.tenant_id = stored_file.tenant_id and d.file_id = stored_file.id)
        or exists (select 1 from agreement_notice d where d.tenant_id = stored_file.tenant_id and d.file_id = stored_file.id) end);
  `)
    .execute(db);
}
