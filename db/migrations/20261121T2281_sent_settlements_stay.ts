import { type Kysely, sql } from "kysely";

/** A settlement that was sent and opened again keeps what the parties have said: it is removed by nobody, whatever its state is now. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create or replace function app.guard_settlement() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        if tg_op = 'DELETE' then
          if old.state not in ('open', 'preliminary') or old.sent_on is not null then
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
  `)
    .execute(db);
}
