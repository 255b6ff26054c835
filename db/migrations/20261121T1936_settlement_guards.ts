import { type Kysely, sql } from "kysely";

/** What the database itself refuses: steps out of order, a closed settlement that is changed, words from those whom it does not concern. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    grant select on settlement, settlement_row to samverka_policy;
    grant update (version) on settlement to samverka_policy; -- what "for share" asks for

    create function app.guard_settlement() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        if tg_op = 'DELETE' then
          if old.state not in ('open', 'preliminary') then
            raise exception 'AVS-002: a settlement that was sent stays' using errcode = '23514';
          end if;
          return old;
        end if;
        if tg_op = 'INSERT' then
          if new.state <> 'open' or (new.run > 1 and not exists (select 1 from settlement s where s.tenant_id = new.tenant_id
            and s.agreement_id = new.agreement_id and s.year = new.year and s.run = new.corrects_run and s.state = 'closed')) then
            raise exception 'a settlement begins open, a correction after what it corrects' using errcode = '23514';
          end if;
          return new;
        end if;
        if old.state = 'closed' then
          raise exception 'AVS-002: a closed settlement stays as it is' using errcode = '23514';
        end if;
        if old.state <> new.state and (old.state, new.state) not in (('open', 'preliminary'), ('preliminary', 'sent'),
          ('preliminary', 'open'), ('sent', 'approved'), ('sent', 'open'), ('approved', 'invoiced'), ('invoiced', 'closed')) then
          raise exception 'no such step of a settlement' using errcode = '23514';
        end if;
        if old.snapshot is distinct from new.snapshot and (old.state, new.state) not in (('open', 'preliminary'),
          ('preliminary', 'open'), ('sent', 'open')) then
          raise exception 'what was worked out stays' using errcode = '23514';
        end if;
        return new;
      end $$;
    create trigger guard before insert or update or delete on settlement for each row execute function app.guard_settlement();

    create function app.guard_settlement_row() returns trigger language plpgsql set search_path = public, pg_temp as $$
      declare
        one record;
        now_state text;
      begin
        if tg_op = 'DELETE' then one := old; else one := new; end if;
        select state into now_state from settlement s where s.tenant_id = one.tenant_id and s.id = one.settlement_id;
        if (tg_op = 'UPDATE' and now_state <> 'approved')
          or (tg_op <> 'UPDATE' and now_state is not null and now_state <> 'open') then
          raise exception 'AVS-002: what was worked out stays' using errcode = '23514';
        end if;
        return one;
      end $$;
    create trigger guard before insert or update or delete on settlement_row
      for each row execute function app.guard_settlement_row();

    -- A party says what it has to say while the settlement is out for remarks, and only one that pays by it. Holds the settlement's
    -- row: approving it and remarking on it wait for each other.
    create function app.guard_settlement_word() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      declare
        s record;
      begin
        select state, snapshot_sha256 into s from settlement where tenant_id = new.owner_id and id = new.settlement_id for share;
        if s.state is distinct from 'sent' or new.tenant_id <> app.own_tenant()
          or not exists (select 1 from settlement_row r where r.tenant_id = new.owner_id and r.settlement_id = new.settlement_id
            and r.organisation_id = new.tenant_id) then
          raise exception 'the settlement takes no words from this organisation' using errcode = '23514';
        end if;
        if tg_table_name = 'settlement_approval' and to_jsonb(new) ->> 'snapshot_sha256' <> s.snapshot_sha256 then
          raise exception 'another calculation was approved' using errcode = '23514';
        end if;
        return new;
      end $$;
    create trigger guard before insert on settlement_remark for each row execute function app.guard_settlement_word();
    create trigger guard before insert on settlement_approval for each row execute function app.guard_settlement_word();

    -- the accounts that a closed year's files were written with stay as well
    create function app.guard_account_mapping() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        if exists (select 1 from settlement s where s.tenant_id = old.owner_id and s.agreement_id = old.agreement_id
          and s.year = old.year and s.state = 'closed') then
          raise exception 'AVS-002: the year is closed' using errcode = '23514';
        end if;
        if tg_op = 'DELETE' then return old; end if;
        return new;
      end $$;
    create trigger guard before update or delete on account_mapping for each row execute function app.guard_account_mapping();

    revoke execute on function app.guard_settlement_word(), app.guard_account_mapping() from public;
    alter function app.guard_settlement_word() owner to samverka_policy;
    alter function app.guard_account_mapping() owner to samverka_policy;
  `)
    .execute(db);
}
