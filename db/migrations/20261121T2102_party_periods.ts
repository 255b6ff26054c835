import { type Kysely, sql } from "kysely";

const ROW =
  "p.tenant_id = w.owner_id and p.agreement_id = w.agreement_id and p.organisation_id = w.tenant_id";

/**
 * Somebody who has left an agreement may come back: what a party decides, its notice and its wind-down list belong to one of its periods
 * (docs/decisions/151-periods-of-a-party.md), not to the organisation.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table party_decision add column party_id uuid,
      add foreign key (owner_id, party_id) references agreement_party (tenant_id, id) on delete cascade,
      drop constraint party_decision_tenant_id_agreement_id_kind_key, add unique (tenant_id, party_id, kind);
    alter table agreement_notice add column party_id uuid,
      add foreign key (owner_id, party_id) references agreement_party (tenant_id, id);
    alter table wind_down_item add column party_id uuid,
      add foreign key (tenant_id, party_id) references agreement_party (tenant_id, id),
      drop constraint wind_down_item_agreement_id_organisation_id_code_key, add unique (tenant_id, party_id, code);
    create index on party_decision (owner_id, party_id);
    create index on agreement_notice (owner_id, party_id);
    drop index agreement_notice_tenant_id_agreement_id_idx;
    create unique index on agreement_notice (tenant_id, party_id) where withdrawn_on is null;

    -- what is there belongs to the latest period
    grant update (party_id) on party_decision, agreement_notice, wind_down_item to samverka_policy;
    alter table party_decision disable trigger guard;
    set local role samverka_policy;
    update party_decision w set party_id = (select p.id from agreement_party p where ${ROW} order by p.joined_on desc limit 1);
    update agreement_notice w set party_id = (select p.id from agreement_party p where ${ROW} order by p.joined_on desc limit 1);
    update wind_down_item w set party_id = (select p.id from agreement_party p where p.tenant_id = w.tenant_id
      and p.agreement_id = w.agreement_id and p.organisation_id = w.organisation_id order by p.joined_on desc limit 1);

    create or replace function app.guard_party_word() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        word record;
        now_status text;
        current_id uuid;
      begin
        if tg_op = 'DELETE' then word := old; else word := new; end if;
        select status into now_status from agreement where tenant_id = word.owner_id and id = word.agreement_id for share;
        -- the latest period that has not passed; a notice is about one that has begun
        select p.id into current_id from agreement_party p where p.tenant_id = word.owner_id
          and p.agreement_id = word.agreement_id and p.organisation_id = word.tenant_id
          and (p.leaves_on is null or p.leaves_on >= app.today())
          and (tg_table_name <> 'agreement_notice' or (p.admitted_on is not null and p.joined_on <= app.today()))
        order by p.joined_on desc limit 1;
        if tg_op <> 'DELETE' and current_id is null then
          raise exception 'not a party of the agreement' using errcode = '23514';
        end if;
        if now_status = 'draft' and word.tenant_id <> word.owner_id then
          raise exception 'the agreement is a draft' using errcode = '23514';
        end if;
        if tg_op <> 'INSERT' and tg_table_name = 'party_decision' then
          if exists (select 1 from agreement_party p
            where p.tenant_id = old.owner_id and p.id = old.party_id and p.admitted_on is not null) then
            raise exception 'the decision has taken effect' using errcode = '23514';
          end if;
        end if;
        if tg_op = 'INSERT' and tg_table_name in ('party_decision', 'agreement_notice') then
          word.party_id := current_id;
        end if;
        return word;
      end $$;
    set local role samverka_owner;
    alter table party_decision enable trigger guard;
  `)
    .execute(db);
}
