import { type Kysely, sql } from "kysely";
import { ownedBy } from "../policies.ts";

const NOW =
  "agreement_id in (select app.agreements_of_mine()) and agreement_id in (select app.agreements_running_for_me())";

/** Agreements on personal data that belong to a cooperation agreement, and an asset's own shares when it is not shared like the rest. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    -- personuppgiftsbiträdesavtal, gemensamt personuppgiftsansvar and others that the agreement refers to
    create table agreement_link (
      tenant_id uuid not null references organisation (id),
      id uuid not null default app.new_id(),
      agreement_id uuid not null,
      kind text not null check (kind in ('processing', 'joint_controllership', 'other')),
      title text not null check (length(title) between 1 and 300),
      number text check (length(number) between 1 and 100),
      -- who answers for the data, and who processes it for the other; joint controllers have no processor
      controller_id uuid references organisation (id),
      processor_id uuid references organisation (id),
      document_url text check (length(document_url) between 1 and 2000),
      from_on date not null,
      to_on date,
      version int not null default 1,
      primary key (tenant_id, id),
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade,
      check (to_on >= from_on),
      check (kind <> 'processing' or (controller_id is not null and processor_id is not null and controller_id <> processor_id))
    );
    create index on agreement_link (tenant_id, agreement_id);
    create index on agreement_link (controller_id);
    create index on agreement_link (processor_id);

    create table joint_asset_share (
      tenant_id uuid not null references organisation (id),
      asset_id uuid not null,
      agreement_id uuid not null,
      organisation_id uuid not null references organisation (id),
      percent numeric(7, 4) not null check (percent between 0 and 100),
      primary key (tenant_id, asset_id, organisation_id),
      foreign key (tenant_id, asset_id) references joint_asset (tenant_id, id) on delete cascade,
      foreign key (tenant_id, agreement_id) references agreement (tenant_id, id) on delete cascade
    );
    create index on joint_asset_share (tenant_id, agreement_id);
    create index on joint_asset_share (organisation_id);
    ${ownedBy("agreement_link", undefined, NOW)}
    ${ownedBy("joint_asset_share", undefined, NOW)}
  `)
    .execute(db);
}
