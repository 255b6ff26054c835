import type pg from "pg";
import { benchId, TOWN } from "./data.ts";

/**
 * A licence pool of all 290 municipalities, coordinated by the measured one: a right and two counts each, and a loan between every tenth
 * and its neighbour.
 * @returns the path of its page below the municipality
 */
export async function fillLicencePool(db: pg.Pool): Promise<string> {
  const one = async (text: string, values: unknown[]): Promise<string> =>
    (await db.query(text, values)).rows[0].id;
  const lead = benchId("organisation", TOWN);
  const contract = await one(
    "insert into contract (tenant_id, name, type) values ($1, 'Licensavtal för alla', 'licence') returning id",
    [lead],
  );
  const agreement = await one(
    `insert into licence_agreement (tenant_id, contract_id, name, starts_on, state, lending_allowed, lending_basis)
     values ($1, $2, 'Kontorsprogram för alla', current_date - 400, 'active', true, '§ 7') returning id`,
    [lead, contract],
  );
  const item = await one(
    "insert into licence_item (tenant_id, agreement_id, name, metric) values ($1, $2, 'Kontorsprogram', 'named_user') returning id",
    [lead, agreement],
  );
  const at = [lead, agreement, item];
  await db.query(
    `insert into price_tier (tenant_id, item_id, from_quantity, unit_price_minor, valid_from)
     select $1, $2, n, 70000 - n, current_date - 400 from unnest(array[1, 500, 2000, 10000, 50000]) n`,
    [lead, item],
  );
  await db.query(
    `insert into licence_member (tenant_id, agreement_id, organisation_id, party_order, joined_on, member_confirmed_at)
     select $1, $2, o.id, row_number() over (order by o.id), current_date - 400, now()
     from organisation o where o.kind = 'municipality'`,
    [lead, agreement],
  );
  await db.query(
    `insert into entitlement (tenant_id, agreement_id, item_id, organisation_id, quantity, valid_from)
     select $1, $2, $3, m.organisation_id, 100 + m.party_order * 7, current_date - 400 from licence_member m where m.agreement_id = $2`,
    at,
  );
  await db.query(
    `insert into usage_count (tenant_id, coordinator_id, agreement_id, item_id, organisation_id, quantity, counted_on, source, confirmed_by)
     select m.organisation_id, $1, $2, $3, m.organisation_id, 90 + m.party_order * 7 + m.party_order % 23, current_date - days, 'manual', 'Kim'
     from licence_member m, unnest(array[200, 20]) days where m.agreement_id = $2`,
    at,
  );
  await db.query(
    `insert into licence_loan (tenant_id, agreement_id, item_id, lender_id, borrower_id, quantity, from_on, to_on, recall_days, state,
       proposed_by, proposed_by_name)
     select $1, $2, $3, a.organisation_id, b.organisation_id, 3, current_date - 30, current_date + 300, 30, 'accepted', a.organisation_id, 'Kim'
     from licence_member a join licence_member b on b.agreement_id = a.agreement_id and b.party_order = a.party_order + 1
     where a.agreement_id = $2 and a.party_order % 10 = 1`,
    at,
  );
  await db.query(
    `insert into licence_purchase (tenant_id, item_id, quantity, bought_on, valid_from)
     select $1, $2, sum(e.quantity), current_date - 400, current_date - 400 from entitlement e where e.item_id = $2`,
    [lead, item],
  );
  for (const table of ["licence_member", "entitlement", "usage_count", "licence_loan"])
    await db.query(`analyze ${table}`);
  return `/licences/${agreement}/items/${item}`;
}
