import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import { listCosts } from "../contracts/cost-lines.server.ts";
import { type BoughtItem, costInYear, linesOfPurchases } from "./joint-costs.rules.ts";
import type { MoneyYear } from "./years.server.ts";

interface JointContract {
  id: string;
  name: string;
  /** The licence agreement that it is the contract of. */
  licence_id: string | null;
  starts_on: string | null;
  ends_on: string | null;
}

/**
 * Contracts of the one who keeps the agreement that cost something in the year and that it shares with a party: as agreed participant of
 * the contract, or as confirmed member of the licence agreement over it. Hidden contracts never: their names would reach the parties.
 */
export async function listJointCosts(db: TenantDb, { agreement, year, parties }: MoneyYear) {
  const others = parties.map(({ id }) => id).filter((id) => id !== agreement.tenant_id);
  const { rows: contracts } = await sql<JointContract>`
    select c.id, c.name, l.id as licence_id, t.starts_on,
      coalesce(c.closed_on, case when f.status in ('ended', 'superseded') then f.current_end_on end) as ends_on
    from contract c
    left join contract_term t on t.tenant_id = c.tenant_id and t.contract_id = c.id
    left join contract_fact f on f.tenant_id = c.tenant_id and f.contract_id = c.id
      and f.valid_from <= app.today() and f.valid_to >= app.today()
    left join lateral (select a.id from licence_agreement a where a.tenant_id = c.tenant_id and a.contract_id = c.id
      and a.state <> 'draft' order by a.created_at, a.id limit 1) l on true
    where c.tenant_id = ${agreement.tenant_id} and not c.is_hidden and not c.rests_on_hidden
      and (exists (select 1 from contract_participant p where p.tenant_id = c.tenant_id and p.contract_id = c.id
          and p.organisation_id = any (${others}::uuid[]) and p.role <> 'observer' and p.participant_confirmed_at is not null
          and p.joined_on <= ${`${year}-12-31`} and (p.leaves_on is null or p.leaves_on >= ${`${year}-01-01`}))
        or exists (select 1 from licence_member m where m.tenant_id = c.tenant_id and m.agreement_id = l.id
          and m.organisation_id = any (${others}::uuid[]) and m.member_confirmed_at is not null
          and m.joined_on <= ${`${year}-12-31`} and (m.leaves_on is null or m.leaves_on >= ${`${year}-01-01`})))
    order by c.name, c.id limit 200`.execute(db);
  const lines = await listCosts(
    db,
    contracts.map(({ id }) => id),
  );
  const bought = await listBought(
    db,
    contracts.flatMap(({ licence_id }) => licence_id ?? []),
  );
  return contracts.flatMap(({ id, name, licence_id, starts_on, ends_on }) => {
    const purchases = linesOfPurchases(bought.get(licence_id ?? "") ?? []);
    // what the keeper has kept to itself is no cost of the parties
    const told = (lines.get(id) ?? []).filter((line) => line.visible_to_member);
    const ofContract = { lines: told, bought: purchases.lines, from: starts_on, to: ends_on };
    const cost = costInYear(year, ofContract);
    const isPartial = cost.source === "purchases" && purchases.isPartial;
    return cost.minor === 0 ? [] : [{ id, name, ...cost, isPartial }];
  });
}

export type JointCost = Awaited<ReturnType<typeof listJointCosts>>[number];

/** Items with purchases and ladders, by licence agreement. Purchases are read by the one who coordinates it only. */
async function listBought(db: TenantDb, licences: readonly string[]): Promise<Map<string, BoughtItem[]>> {
  if (licences.length === 0) return new Map();
  const { rows } = await sql<BoughtItem & { agreement_id: string }>`
    select i.agreement_id, i.period_unit, i.price_model, i.currency,
      coalesce((select json_agg(json_build_object('from_quantity', t.from_quantity, 'unit_price_minor', t.unit_price_minor)
        order by t.from_quantity) from price_tier t where t.tenant_id = i.tenant_id and t.item_id = i.id
        and t.valid_from <= app.today() and (t.valid_to is null or t.valid_to >= app.today())), '[]'::json) as tiers,
      coalesce((select json_agg(json_build_object('quantity', p.quantity, 'unit_price_minor', p.unit_price_minor,
        'valid_from', p.valid_from::text, 'valid_to', p.valid_to::text) order by p.valid_from, p.id)
        from licence_purchase p where p.tenant_id = i.tenant_id and p.item_id = i.id), '[]'::json) as purchases
    from licence_item i where i.agreement_id = any (${[...licences]}::uuid[]) order by i.id`.execute(db);
  const byLicence = new Map<string, BoughtItem[]>();
  for (const { agreement_id, ...item } of rows)
    byLicence.set(agreement_id, [...(byLicence.get(agreement_id) ?? []), item]);
  return byLicence;
}
