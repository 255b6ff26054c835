import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { listCosts } from "../contracts/cost-lines.server.ts";
import { statusSql } from "../contracts/list.server.ts";
import type { CostItem } from "./it-costs.rules.ts";
import { type SharedContract, shareOut } from "./sharing-out.rules.ts";

/** A system in use, as the reader sees it. */
interface UsageRow {
  tenant_id: string;
  id: string;
  own_name: string;
  product_id: string;
  product_name: string;
  user_count: number | null;
  user_count_on: string | null;
  yearly_minor: number | null;
  currency: string | null;
  cost_year: number | null;
}

interface ContractRow {
  tenant_id: string;
  id: string;
  name: string;
  direction: SharedContract["direction"];
  product_id: string | null;
  product_name: string | null;
}

/** What costs the shown organisations something, and how much of their systems it covers. */
export interface ReadCosts {
  items: CostItem[];
  /** By organisation. */
  seen: Map<string, { systems: number; systemsWithCost: number; otherCurrency: number }>;
}

/**
 * Reads what the organisations' systems and contracts cost per year today, each cost once: contracts in force with what they cost,
 * shared out between owner and participants, and the stated price of systems that no contract with a cost covers. Hidden records,
 * retired systems and contracts that have ended or not begun take no part, also not the reader's own. Only what owners share.
 *
 * @param tenantIds at most some twenty, which is what bounds the queries
 */
export async function readCosts(
  db: TenantDb,
  tenantIds: readonly string[],
  today: string,
): Promise<ReadCosts> {
  const usages = await listUsages(db, tenantIds);
  const contracts = await listContracts(db, tenantIds);
  const ids = contracts.map((contract) => contract.id);
  const lines = await listCosts(db, ids);
  const participants = await listParticipants(db, ids);
  const links = await listLinks(db, ids);
  const usageById = new Map(usages.map((usage) => [usage.id, usage]));
  const payers = new Set(tenantIds);
  const year = Number(today.slice(0, 4));
  const items: CostItem[] = [];
  const covered = new Set<string>();
  for (const contract of contracts) {
    const ofContract = {
      lines: lines.get(contract.id) ?? [],
      participants: participants.get(contract.id) ?? [],
    };
    const paid = shareOut({ ...contract, ...ofContract }, today);
    if (paid.size === 0) continue;
    const linked = (links.get(contract.id) ?? []).flatMap((id) => usageById.get(id) ?? []);
    for (const usage of linked) covered.add(usage.id);
    for (const [payer, minor] of paid)
      if (payers.has(payer)) {
        const own = linked.filter((usage) => usage.tenant_id === payer);
        items.push({
          tenant_id: payer,
          from: "contract",
          id: contract.id,
          name: contract.name,
          minor,
          year,
          product: productOf(contract, own),
          users: usersOf(own),
        });
      }
  }
  const stated = usages.filter((usage) => !covered.has(usage.id) && usage.yearly_minor !== null);
  for (const usage of stated)
    if (usage.currency === "SEK")
      items.push({
        tenant_id: usage.tenant_id,
        from: "stated",
        id: usage.id,
        name: usage.own_name,
        minor: usage.yearly_minor!,
        year: usage.cost_year,
        product: { id: usage.product_id, name: usage.product_name },
        users: usersOf([usage]),
      });
  const inKronor = new Set(stated.filter((usage) => usage.currency === "SEK").map((usage) => usage.id));
  const seen: ReadCosts["seen"] = new Map();
  for (const tenantId of tenantIds) {
    const own = usages.filter((usage) => usage.tenant_id === tenantId);
    seen.set(tenantId, {
      systems: own.length,
      systemsWithCost: own.filter((usage) => covered.has(usage.id) || inKronor.has(usage.id)).length,
      otherCurrency: stated.filter((usage) => usage.tenant_id === tenantId && usage.currency !== "SEK")
        .length,
    });
  }
  return { items, seen };
}

/** The one product that a contract is for: that of its systems, or its own where it covers none. */
function productOf(contract: ContractRow, own: readonly UsageRow[]): CostItem["product"] {
  const products = new Map(own.map((usage) => [usage.product_id, usage.product_name]));
  if (products.size > 1) return null;
  const [first] = products;
  if (first) return { id: first[0], name: first[1] };
  return contract.product_id && contract.product_name
    ? { id: contract.product_id, name: contract.product_name }
    : null;
}

function usersOf(own: readonly UsageRow[]): CostItem["users"] {
  if (own.length === 0 || own.some((usage) => !usage.user_count)) return null;
  return {
    count: own.reduce((sum, usage) => sum + usage.user_count!, 0),
    on: own.map((usage) => usage.user_count_on).sort()[0] ?? null,
  };
}

async function listUsages(db: TenantDb, tenantIds: readonly string[]): Promise<UsageRow[]> {
  const { rows } = await sql<UsageRow>`
    select u.tenant_id, u.id, u.own_name, u.product_id, p.name as product_name, v.user_count, v.user_count_on,
      c.yearly_minor, c.currency, c.cost_year
    from system_usage u
    join product p on p.id = u.product_id
    left join system_usage_price c on c.tenant_id = u.tenant_id and c.usage_id = u.id
    left join system_usage_volume v on v.tenant_id = u.tenant_id and v.usage_id = u.id
    where u.tenant_id = any (${tenantIds}::uuid[]) and u.lifecycle <> 'retired' and not u.is_hidden`.execute(
    db,
  );
  return rows;
}

async function listContracts(db: TenantDb, tenantIds: readonly string[]): Promise<ContractRow[]> {
  const { rows } = await sql<ContractRow>`
    with taken as materialized (
      select contract_id from contract_cost_line where organisation_id = any (${tenantIds}::uuid[])
      union select contract_id from contract_participant_share where organisation_id = any (${tenantIds}::uuid[]))
    select c.tenant_id, c.id, c.name, c.direction, c.product_id, p.name as product_name
    from contract c
    left join product p on p.id = c.product_id
    left join contract_term t on t.tenant_id = c.tenant_id and t.contract_id = c.id
    left join contract_fact f on f.tenant_id = c.tenant_id and f.contract_id = c.id
      and f.valid_from <= app.today() and f.valid_to >= app.today()
    where (c.tenant_id = any (${tenantIds}::uuid[]) or c.id in (select contract_id from taken))
      and not c.is_hidden and not c.rests_on_hidden
      and ${statusSql} not in ('ended', 'superseded', 'not_started')
      and coalesce(t.starts_on <= app.today(), true) -- so too where nothing else is known of its term
    order by c.name, c.id`.execute(db);
  return rows;
}

/** Agreed participants and their shares, by contract. */
async function listParticipants(db: TenantDb, contractIds: readonly string[]) {
  const { rows } = await sql<SharedContract["participants"][number] & { contract_id: string }>`
    select p.contract_id, p.organisation_id, s.cost_share::text as cost_share
    from app.cost_participants(${contractIds}::uuid[]) p
    left join contract_participant_share s on s.contract_id = p.contract_id and s.organisation_id = p.organisation_id
    order by p.contract_id, p.organisation_id`.execute(db);
  return grouped(rows, ({ contract_id: _of, ...participant }) => participant);
}

/** Systems by contract. */
async function listLinks(db: TenantDb, contractIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ contract_id: string; usage_id: string }>`
    select contract_id, usage_id from contract_usage where contract_id = any (${contractIds}::uuid[])`.execute(
    db,
  );
  return grouped(rows, (row) => row.usage_id);
}

function grouped<Row extends { contract_id: string }, Value>(
  rows: readonly Row[],
  pick: (row: Row) => Value,
): Map<string, Value[]> {
  const byContract = new Map<string, Value[]>();
  for (const row of rows) {
    const values = byContract.get(row.contract_id);
    if (values) values.push(pick(row));
    else byContract.set(row.contract_id, [pick(row)]);
  }
  return byContract;
}
