import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

const OF_MINE = "agreement_id in (select app.agreements_of_mine())";
const ofAgreement = `
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      agreement_id uuid not null,
      version int not null default 1,
      primary key (tenant_id, id),
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade`;

/** What happens while an agreement is in force: who decides, the year's duties, delegation, the exemption's evidence, and leaving. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table agreement_body (${ofAgreement},
      seq int not null check (seq between 1 and 1000),
      kind text not null check (kind in ('board', 'council', 'steering', 'working')),
      name text not null check (length(name) between 1 and 200),
      tasks text not null default '' check (length(tasks) <= 2000)
    );
    create index on agreement_body (tenant_id, agreement_id, seq);
    create table agreement_body_role (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      body_id uuid not null,
      agreement_id uuid not null,
      organisation_id uuid not null references organisation (id),
      title text not null check (length(title) between 1 and 200),
      person_name text not null check (length(person_name) between 1 and 200),
      from_on date,
      to_on date,
      primary key (tenant_id, id),
      foreign key (tenant_id, body_id) references agreement_body (tenant_id, id) on delete cascade,
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade,
      check (to_on >= from_on)
    );
    create index on agreement_body_role (tenant_id, body_id);
    create index on agreement_body_role (tenant_id, agreement_id);
    create index on agreement_body_role (organisation_id);

    -- the yearly clock (årshjul): a duty that falls due on the same day every year
    create table agreement_duty (${ofAgreement},
      title text not null check (length(title) between 1 and 300),
      month int not null check (month between 1 and 12),
      day int not null check (day between 1 and 31),
      organisation_id uuid references organisation (id)
    );
    create index on agreement_duty (tenant_id, agreement_id);
    create index on agreement_duty (organisation_id);
    create table agreement_duty_done (
      tenant_id uuid not null references organisation (id),
      duty_id uuid not null,
      agreement_id uuid not null,
      year int not null check (year between 1990 and 2200),
      done_on date not null,
      note text not null default '' check (length(note) <= 1000),
      by_name text not null,
      primary key (tenant_id, duty_id, year),
      foreign key (tenant_id, duty_id) references agreement_duty (tenant_id, id) on delete cascade,
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade
    );
    create index on agreement_duty_done (tenant_id, agreement_id);

    -- common property and common debts
    create table joint_asset (${ofAgreement},
      kind text not null default 'asset' check (kind in ('asset', 'debt')),
      description text not null check (length(description) between 1 and 300),
      acquired_on date,
      value_minor bigint not null check (value_minor between 0 and 1000000000000000),
      exit_rule text not null default '' check (length(exit_rule) <= 1000)
    );
    create index on joint_asset (tenant_id, agreement_id);

    -- what has to be done when a party leaves or the agreement ends
    create table wind_down_item (${ofAgreement},
      organisation_id uuid not null references organisation (id),
      code text not null check (code in ('call_offs', 'frozen_lists', 'assets', 'staff', 'licences', 'personal_data', 'archive',
        'settlements', 'access', 'parties')),
      done_on date,
      note text not null default '' check (length(note) <= 2000),
      by_name text,
      unique (agreement_id, organisation_id, code)
    );
    create index on wind_down_item (tenant_id, agreement_id);
    create index on wind_down_item (organisation_id);

    create table exemption_test (${ofAgreement},
      ground text not null check (ground in ('teckal', 'joint_control', 'hamburg', 'joint_board', 'other')),
      state text not null default 'draft' check (state in ('draft', 'submitted', 'reviewed')),
      outcome text check (outcome in ('met', 'not_met', 'unclear')),
      answers jsonb not null default '{}',
      evidence text not null default '' check (length(evidence) <= 5000),
      measure text not null default '' check (length(measure) <= 300),
      reviewer_role text check (length(reviewer_role) between 1 and 200),
      reviewed_on date,
      next_review_on date,
      check ((state = 'reviewed') = (outcome is not null)),
      check (state <> 'reviewed' or (reviewed_on is not null and reviewer_role is not null and next_review_on is not null))
    );
    create index on exemption_test (tenant_id, agreement_id);
    -- one year's whole and the part that the limit looks at, in öre or in the measure named
    create table exemption_figure (
      tenant_id uuid not null references organisation (id),
      test_id uuid not null,
      agreement_id uuid not null,
      year int not null check (year between 1990 and 2200),
      whole bigint not null check (whole > 0),
      part bigint not null check (part between 0 and whole),
      primary key (tenant_id, test_id, year),
      foreign key (tenant_id, test_id) references exemption_test (tenant_id, id) on delete cascade,
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade
    );
    create index on exemption_figure (tenant_id, agreement_id);
    ${["agreement_body", "agreement_body_role", "agreement_duty", "agreement_duty_done", "joint_asset", "wind_down_item", "exemption_test", "exemption_figure"].map((table) => ownedBy(table, undefined, OF_MINE)).join("\n")}
  `)
    .execute(db);
}
