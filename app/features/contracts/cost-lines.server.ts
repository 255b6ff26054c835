import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { CostLine } from "./costs.rules.ts";

/** Cost lines that the viewer may see, recurring ones first. */
export async function listCostLines(db: TenantDb, contractId: string) {
  return db
    .selectFrom("contract_cost_line as l")
    .leftJoin("organisation as o", "o.id", "l.organisation_id")
    .select([
      "l.id",
      "l.organisation_id",
      "o.name as organisation_name",
      "l.kind",
      "l.per",
      "l.amount_minor",
      "l.currency",
      sql<string | null>`l.rate::text`.as("rate"),
      "l.rate_on",
      sql<string | null>`l.quantity::text`.as("quantity"),
      "l.metric",
      "l.element",
      "l.status",
      "l.valid_from",
      "l.valid_to",
      "l.account_text",
      "l.note",
      "l.visible_to_member",
    ])
    .where("l.contract_id", "=", contractId)
    .orderBy(sql`l.kind = 'one_off'`)
    .orderBy("l.valid_from")
    .orderBy("l.id")
    .limit(1000)
    .execute();
}

/** Whether the owner shares what its contracts cost with the tenant. */
export async function mayReadPrice(db: TenantDb, ownerId: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select ${ownerId}::uuid in (select app.shared_with_me('system_usage', 'price')) as may`.execute(db);
  return rows[0]?.may ?? false;
}

/** A cost line with the organisation that it names. */
export type NamedCostLine = CostLine & { organisation_id: string | null; visible_to_member: boolean };

/** Cost lines of many contracts by contract, as far as their price is shared with the reader. */
export async function listCosts(
  db: TenantDb,
  contractIds: readonly string[],
): Promise<Map<string, NamedCostLine[]>> {
  const { rows } = await sql<NamedCostLine & { contract_id: string }>`
    select contract_id, organisation_id, kind, per, amount_minor, currency, rate::text as rate, quantity::text as quantity,
      status, valid_from, valid_to, visible_to_member
    from contract_cost_line where contract_id = any (${contractIds}::uuid[])`.execute(db);
  const byContract = new Map<string, NamedCostLine[]>();
  for (const { contract_id, ...line } of rows) {
    const lines = byContract.get(contract_id);
    if (lines) lines.push(line);
    else byContract.set(contract_id, [line]);
  }
  return byContract;
}
