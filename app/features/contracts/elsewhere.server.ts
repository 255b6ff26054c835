import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import { logAccess } from "../audit/audit.server.ts";
import { hasRegister, mayEditContracts } from "./contracts.policy.ts";
import type { ContractStatus } from "./list.rules.ts";
import { statusSql, yearlySql } from "./list.server.ts";

/** A contract on the page of what it is about. */
export interface ContractElsewhere {
  tenant_id: string;
  id: string;
  name: string;
  owner_name: string;
  status: ContractStatus;
  current_end_on: string | null;
  next_notice_on: string | null;
  yearly_minor: number | null;
}

type Reading = Pick<Door, "db" | "tenant" | "actor">;
const MOST = 200;

async function listAbout(
  { db, tenant }: Reading,
  condition: ReturnType<typeof sql>,
): Promise<ContractElsewhere[]> {
  const { rows } = await sql<ContractElsewhere>`
    select c.tenant_id, c.id, c.name, o.name as owner_name, ${statusSql} as status,
      case when c.closed_on <= app.today() then c.closed_on else f.current_end_on end as current_end_on,
      case when c.closed_on <= app.today() then null else f.next_notice_on end as next_notice_on, ${yearlySql} as yearly_minor
    from contract c join organisation o on o.id = c.tenant_id
    left join contract_fact f on f.tenant_id = c.tenant_id and f.contract_id = c.id
      and f.valid_from <= app.today() and f.valid_to >= app.today()
    where ${condition} order by c.name, c.id limit ${MOST + 1}`.execute(db);
  await logAccess(db, tenant, {
    via: "list",
    kind: "contract",
    seen: rows.map((row) => ({ owner: row.tenant_id })),
  });
  return rows;
}

/** Contracts that cover a system, as far as the viewer may see them, and whether one can be added. */
export async function loadUsageContracts(
  door: Reading,
  { usageId, ownerId }: { usageId: string; ownerId: string },
) {
  if (!hasRegister(door.tenant)) return null;
  const rows = await listAbout(
    door,
    sql`exists (select 1 from contract_usage l where l.contract_tenant_id = c.tenant_id and l.contract_id = c.id
      and l.tenant_id = ${ownerId} and l.usage_id = ${usageId})`,
  );
  return {
    slug: door.tenant.slug,
    tenantId: door.tenant.id,
    usageId,
    rows: rows.slice(0, MOST),
    can: { add: ownerId === door.tenant.id && mayEditContracts(door.actor) },
  };
}

/** What is paid to a supplier, by whom, as far as it is shared: each contract, and the sum of those whose price shows. */
export async function loadSupplierContracts(door: Reading, supplierId: string) {
  if (!hasRegister(door.tenant)) return null;
  const found = await listAbout(door, sql`c.supplier_id = ${supplierId}::uuid`);
  const rows = found.slice(0, MOST);
  const priced = rows.filter(
    (row) => row.yearly_minor !== null && row.status !== "ended" && row.status !== "superseded",
  );
  return {
    slug: door.tenant.slug,
    tenantId: door.tenant.id,
    rows,
    most: found.length > MOST ? MOST : null,
    priced: priced.length,
    sum_minor: priced.reduce((sum, row) => sum + (row.yearly_minor ?? 0), 0),
  };
}
