import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

/**
 * The text of an agreement: clauses by code with a party's deviations, every text that has been in force, and amendments. A text
 * is known by the hash of its clauses, so that parties approve the same words or not at all.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table clause (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      agreement_id uuid not null,
      seq int not null check (seq between 1 and 1000),
      code text not null check (code in ('purpose', 'organisation', 'finances', 'insight', 'audit', 'archive', 'property', 'staff',
        'service_level', 'personal_data', 'liability', 'change', 'dispute', 'termination', 'other')),
      heading text not null check (length(heading) between 1 and 200),
      body text not null check (length(body) between 1 and 20000),
      version int not null default 1,
      primary key (tenant_id, id),
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade
    );
    create index on clause (tenant_id, agreement_id, seq);

    -- what holds for one party instead of, or beside, the clause
    create table clause_deviation (
      tenant_id uuid not null references organisation (id),
      clause_id uuid not null,
      organisation_id uuid not null references organisation (id),
      body text not null check (length(body) between 1 and 5000),
      primary key (tenant_id, clause_id, organisation_id),
      foreign key (tenant_id, clause_id) references clause (tenant_id, id) on delete cascade
    );
    create index on clause_deviation (organisation_id);

    -- every text that has been in force, whole: [{ id, code, heading, body, deviations: [{ organisation_id, body }] }]
    create table agreement_version (
      tenant_id uuid not null references organisation (id),
      agreement_id uuid not null,
      number int not null check (number > 0),
      text jsonb not null,
      text_hash text not null check (text_hash ~ '^[0-9a-f]{64}$'),
      effective_on date not null,
      amendment_id uuid,
      primary key (tenant_id, agreement_id, number),
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade
    );

    create table amendment (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      agreement_id uuid not null,
      number int not null check (number > 0),
      title text not null check (length(title) between 1 and 300),
      reason text not null default '' check (length(reason) <= 5000),
      effective_on date not null,
      state text not null default 'draft' check (state in ('draft', 'sent', 'in_force', 'rejected', 'withdrawn')),
      -- the whole text as it would be, like agreement_version.text
      text jsonb not null,
      text_hash text not null check (text_hash ~ '^[0-9a-f]{64}$'),
      -- which text it changes: another one in force meanwhile, and it has to be drawn up anew
      base_version int not null,
      sent_on date,
      closed_on date,
      version int not null default 1,
      primary key (tenant_id, id),
      unique (tenant_id, agreement_id, number),
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade,
      check ((state = 'draft') = (sent_on is null))
    );
    alter table agreement_version add foreign key (tenant_id, amendment_id) references amendment (tenant_id, id);
    create index on agreement_version (tenant_id, amendment_id);
    -- one at a time: two texts on the way could not both be the next
    create unique index on amendment (tenant_id, agreement_id) where state in ('draft', 'sent');

    ${ownedBy("clause", undefined, "agreement_id in (select app.agreements_running_for_me())")}
    ${ownedBy(
      "clause_deviation",
      undefined,
      `exists (select 1 from clause c where c.tenant_id = clause_deviation.tenant_id and c.id = clause_deviation.clause_id)`,
    )}
    -- a party that has left keeps the texts of its time
    ${ownedBy(
      "agreement_version",
      "select, insert",
      `exists (select 1 from app.my_agreements() m where m.agreement_id = agreement_version.agreement_id and m.is_confirmed
        and (m.until_on is null or agreement_version.effective_on <= m.until_on))`,
    )}
    ${ownedBy(
      "amendment",
      "select, insert, update, delete",
      `sent_on is not null and exists (select 1 from app.my_agreements() m where m.agreement_id = amendment.agreement_id
        and m.is_confirmed and (m.until_on is null or amendment.sent_on <= m.until_on))`,
    )}
  `)
    .execute(db);
}
