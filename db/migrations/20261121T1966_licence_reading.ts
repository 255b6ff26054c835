import { type Kysely, sql } from "kysely";
import { isSharedGroup, ownedBy } from "../policies.ts";

/**
 * Who reads what of a licence agreement: members the joint terms and their own rows; another member's quantities only where that
 * member shares volume with them, and its money where it shares price (decision 120). Purchases are the coordinator's; members see their sum.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const mine = (column: string) => `${column} in (select app.licences_of_mine())`;
  const ofOthers = (group: string) =>
    `organisation_id = (select app.tenant()) or organisation_id in (select app.shared_with_me('system_usage', '${group}'))`;
  const ofItem = (table: string) =>
    `exists (select 1 from licence_item i where i.tenant_id = ${table}.tenant_id and i.id = ${table}.item_id
      and i.agreement_id in (select app.licences_of_mine()))`;
  await sql
    .raw(`
    -- licence agreements that the tenant coordinates or is a member of today, by the word of both
    create function app.licences_of_mine() returns setof uuid
      language sql stable parallel safe security definer set search_path = public, pg_temp as $$
        select a.id from licence_agreement a where a.tenant_id = app.own_tenant()
        union
        select m.agreement_id from licence_member m
        join licence_agreement a on a.tenant_id = m.tenant_id and a.id = m.agreement_id
        where m.organisation_id = app.tenant() and m.member_confirmed_at is not null and a.state <> 'draft'
          and m.joined_on <= app.today() and (m.leaves_on is null or m.leaves_on >= app.today())
          and (app.preview_owner() is null or m.tenant_id = app.preview_owner())
          and not exists (select 1 from organisation o where o.id = app.tenant() and o.kind = 'supplier') $$;
    revoke execute on function app.licences_of_mine() from public;
    grant execute on function app.licences_of_mine() to samverka_app;
    alter function app.licences_of_mine() owner to samverka_policy;

    ${ownedBy("licence_agreement", undefined, mine("id"))}
    ${ownedBy("licence_member", "select, delete", `organisation_id = (select app.own_tenant()) or ${mine("agreement_id")}`)}
    grant insert (tenant_id, agreement_id, organisation_id, role, party_order, joined_on, leaves_on, own_ends_on,
      coordinator_confirmed_by) on licence_member to samverka_app;
    -- whom a row is about and what the member has said cannot be exchanged
    grant update (role, joined_on, leaves_on, own_ends_on, coordinator_confirmed_at, coordinator_confirmed_by, version)
      on licence_member to samverka_app;
    create policy no_supplier on licence_member as restrictive for insert to samverka_app
      with check (exists (select 1 from organisation o where o.id = organisation_id and o.kind <> 'supplier'));
    ${ownedBy("inherited_field", "select, insert, delete", mine("agreement_id"))}
    ${ownedBy("licence_item", undefined, mine("agreement_id"))}
    ${ownedBy("licence_item_product", undefined, ofItem("licence_item_product"))}
    ${ownedBy("price_tier", undefined, ofItem("price_tier"))}
    ${ownedBy("licence_purchase")}
    ${ownedBy("entitlement", undefined, `${mine("agreement_id")} and (${ofOthers("volume")})`)}
    ${ownedBy("allocation")}
    ${ownedBy("usage_count", undefined, `${mine("agreement_id")} and (coordinator_id = (select app.own_tenant()) or ${ofOthers("volume")})`)}
    ${ownedBy(
      "licence_loan",
      "select",
      `${mine("agreement_id")} and ((select app.tenant()) in (lender_id, borrower_id)
        or (${isSharedGroup("volume").replace("tenant_id", "lender_id")} and ${isSharedGroup("volume").replace("tenant_id", "borrower_id")}))`,
    )}
    ${ownedBy("licence_loan_letter", "select, insert")}
    ${ownedBy("true_up", undefined, mine("agreement_id"))}
    ${ownedBy(
      "true_up_row",
      undefined,
      `exists (select 1 from true_up t where t.tenant_id = true_up_row.tenant_id and t.id = true_up_row.true_up_id
        and t.agreement_id in (select app.licences_of_mine())) and (${ofOthers("price")})`,
    )}
    grant update (version) on licence_item, licence_agreement to samverka_policy; -- what "for update" asks for
    grant update (member_confirmed_at, member_confirmed_by, member_declined_at, leaves_on, version) on licence_member to samverka_policy;
    grant insert, update on licence_loan to samverka_policy;
  `)
    .execute(db);
}
