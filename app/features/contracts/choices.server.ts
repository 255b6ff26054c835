import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { FieldValue } from "./contracts.form.ts";
import { CHOICE_LISTS, type ChoiceList } from "./fields.rules.ts";

/** Entries of the shared starting lists that the organisation does not use, and its own descriptions. */
export async function findChoiceSettings(db: TenantDb, tenantId: string) {
  return db
    .selectFrom("contract_choice_setting")
    .select(["list", "code", "is_on", "description"])
    .where("tenant_id", "=", tenantId)
    .orderBy("list")
    .orderBy("code")
    .execute();
}

/** What the form offers: own contracts to relate to, products of own systems, entries of the lists in use. */
export async function formChoices(
  db: TenantDb,
  tenantId: string,
  contract: { id: string; product_id: string | null; type: string | null } | null,
) {
  const settings = await findChoiceSettings(db, tenantId);
  const off = new Set(settings.filter((each) => !each.is_on).map((each) => `${each.list} ${each.code}`));
  const lists = Object.fromEntries(
    Object.entries(CHOICE_LISTS).map(([list, codes]) => [
      list,
      codes.filter((code) => !off.has(`${list} ${code}`)),
    ]),
  ) as unknown as Record<ChoiceList, string[]>;
  const contracts = await db
    .selectFrom("contract")
    .select(["id", "name", "number"])
    .where("tenant_id", "=", tenantId)
    .$if(contract !== null, (query) => query.where("id", "!=", contract!.id))
    .orderBy("name")
    .orderBy("id")
    .limit(2000)
    .execute();
  const { rows: products } = await sql<{ id: string; name: string }>`
    select distinct p.id, p.name from product p
    where p.id = ${contract?.product_id ?? null}::uuid
      or exists (select 1 from system_usage u where u.tenant_id = ${tenantId} and u.product_id = p.id)
    order by p.name, p.id limit 2000`.execute(db);
  return { lists, contracts, products };
}

/** A contract is under or after another of the organisation's own, never in a circle; a product is one that can be seen. */
export async function relationErrors(
  db: TenantDb,
  tenantId: string,
  values: Record<string, FieldValue>,
  contractId?: string,
): Promise<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const [key, column] of [
    ["parent_contract", "parent_contract_id"],
    ["supersedes", "supersedes_id"],
  ] as const) {
    const id = values[key];
    if (typeof id !== "string") continue;
    // two people who each put one under the other at once would make a circle that neither sees
    await sql`select pg_advisory_xact_lock(hashtextextended(${`contract tree ${tenantId}`}, 0))`.execute(db);
    const { rows } = await sql<{ id: string }>`
      with recursive above (id) as (
        select c.id from contract c where c.tenant_id = ${tenantId} and c.id = ${id}
        union select c.${sql.ref(column)} from contract c join above a on c.id = a.id and c.tenant_id = ${tenantId}
          where c.${sql.ref(column)} is not null)
      select id from above`.execute(db);
    if (rows.length === 0) errors[key] = "unknown_choice";
    else if (contractId && rows.some((row) => row.id === contractId)) errors[key] = "in_a_circle";
  }
  if (typeof values.product === "string") {
    const found = await db
      .selectFrom("product")
      .select("id")
      .where("id", "=", values.product)
      .executeTakeFirst();
    if (!found) errors.product = "unknown_choice";
  }
  return errors;
}
