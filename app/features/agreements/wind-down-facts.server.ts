import { sql } from "kysely";
import type { WindDownCode } from "#db/schema/agreements.ts";
import type { TenantDb } from "../../server/transaction.server.ts";

/** What the register knows about a point of the wind-down list: how many there are, as far as the reader may see them. */
export type WindDownFacts = Partial<Record<WindDownCode, number>>;

/**
 * For each party that leaves: contracts it takes part in, licences it has or has lent and borrowed, agreements on its personal data,
 * common property, settlements that are not closed. By organisation.
 */
export async function listWindDownFacts(
  db: TenantDb,
  agreementId: string,
  organisations: readonly string[],
): Promise<ReadonlyMap<string, WindDownFacts>> {
  const { rows } = await sql<
    { id: string } & Record<"contracts" | "licences" | "links" | "assets" | "settlements", number>
  >`
    select o.id,
      (select count(*)::int from contract_participant p join contract c on c.tenant_id = p.tenant_id and c.id = p.contract_id
        where p.organisation_id = o.id and (p.leaves_on is null or p.leaves_on >= app.today())
          and (c.closed_on is null or c.closed_on >= app.today())) as contracts,
      (select count(*)::int from licence_member m where m.organisation_id = o.id
        and (m.leaves_on is null or m.leaves_on >= app.today()))
        + (select count(*)::int from licence_loan l where o.id in (l.lender_id, l.borrower_id) and l.state in ('accepted', 'recalled')
          and l.ended_on is null and l.to_on >= app.today()) as licences,
      (select count(*)::int from agreement_link l where l.agreement_id = ${agreementId}::uuid
        and o.id in (l.controller_id, l.processor_id) and (l.to_on is null or l.to_on >= app.today())) as links,
      (select count(*)::int from joint_asset a where a.agreement_id = ${agreementId}::uuid) as assets,
      (select count(*)::int from settlement s where s.agreement_id = ${agreementId}::uuid and s.state <> 'closed') as settlements
    from unnest(${[...organisations]}::uuid[]) o(id)`.execute(db);
  return new Map(
    rows.map(({ id, contracts, licences, links, assets, settlements }) => [
      id,
      { call_offs: contracts, licences, personal_data: links, assets, settlements },
    ]),
  );
}
