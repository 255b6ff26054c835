import type { TenantDb } from "../../server/transaction.server.ts";
import type { TermRows } from "./terms.rules.ts";

/** Terms, options and agreed periods of several contracts, by contract id; what may not be read is left out. */
export async function listTerms(db: TenantDb, ids: readonly string[]): Promise<Map<string, TermRows>> {
  if (ids.length === 0) return new Map();
  const [terms, options, periods] = [
    await db.selectFrom("contract_term").selectAll().where("contract_id", "in", ids).execute(),
    await db
      .selectFrom("contract_option")
      .selectAll()
      .where("contract_id", "in", ids)
      .orderBy("contract_id")
      .orderBy("seq")
      .execute(),
    await db
      .selectFrom("contract_period")
      .selectAll()
      .where("contract_id", "in", ids)
      .orderBy("contract_id")
      .orderBy("seq")
      .execute(),
  ];
  const found = new Map<string, TermRows>();
  for (const row of terms) found.set(row.contract_id, { term: withoutKeys(row), options: [], periods: [] });
  for (const row of options) found.get(row.contract_id)?.options.push(withoutKeys(row));
  for (const row of periods) found.get(row.contract_id)?.periods.push(withoutKeys(row));
  return found;
}

/** The row without what says whose it is. */
export function withoutKeys<Row extends { tenant_id: string; contract_id: string }>(
  row: Row,
): Omit<Row, "tenant_id" | "contract_id"> {
  const { tenant_id: _, contract_id: __, ...rest } = row;
  return rest;
}
