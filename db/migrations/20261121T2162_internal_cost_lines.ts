import { type Kysely, sql } from "kysely";
import { isSharedGroup, mayRead, ownedBy } from "../policies.ts";

/**
 * What stays at home: cost lines that the owner of a contract (the coordinator of its licences) keeps to itself, whatever is shared, and
 * each organisation's own comment on a licence agreement.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const seen = `visible_to_member and exists (select 1 from contract c where c.tenant_id = contract_cost_line.tenant_id
      and c.id = contract_cost_line.contract_id) and (
      (${isSharedGroup("price")} and (organisation_id is null or organisation_id = tenant_id
        or organisation_id in (select app.shared_with_me('system_usage', 'price'))))
      or (organisation_id = (select app.tenant()) and contract_id in (select app.contracts_of_mine())))`;
  await sql
    .raw(`
    alter table contract_cost_line add column visible_to_member boolean not null default true;
    alter policy own_read on contract_cost_line using (${mayRead(seen)});

    create table licence_comment (
      tenant_id uuid not null references organisation (id),
      coordinator_id uuid not null,
      agreement_id uuid not null,
      body text not null check (length(body) between 1 and 10000),
      version int not null default 1,
      primary key (tenant_id, agreement_id),
      foreign key (coordinator_id, agreement_id) references licence_agreement (tenant_id, id) on delete cascade
    );
    create index on licence_comment (coordinator_id, agreement_id);
    ${ownedBy("licence_comment")}
    create policy of_members on licence_comment as restrictive for insert to samverka_app
      with check (agreement_id in (select app.licences_of_mine()));
  `)
    .execute(db);
}
