import { type Insertable, type Selectable, sql } from "kysely";
import type {
  ContractCostLineTable,
  ContractOptionTable,
  ContractPeriodTable,
  ContractTable,
} from "#db/schema/contracts.ts";
import { NotFound } from "../../server/errors.server.ts";
import type { Recorder, TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { writeFacts } from "./facts.server.ts";
import { type InternalRow, NO_TERM, type OptionRow, type PeriodRow, type TermRow } from "./terms.rules.ts";
import { listTerms, withoutKeys } from "./terms.server.ts";

export { NO_TERM, termInputOf } from "./terms.rules.ts";
export { listTerms } from "./terms.server.ts";

type OfContract = "tenant_id" | "contract_id";

/** One contract as the viewer may see it, with its terms. What is not shared is null like what is not given. */
export interface Contract extends Omit<Selectable<ContractTable>, "created_at" | "updated_at"> {
  owner_name: string;
  owner_slug: string;
  supplier_name: string | null;
  product_name: string | null;
  updated_at: string;
  created_at: string;
  term: TermRow;
  options: OptionRow[];
  periods: PeriodRow[];
  /** undefined: not for this viewer. */
  internal: InternalRow | undefined;
}

/** Who does something, in which organisation, with which history. */
export interface Doing {
  tenantId: string;
  record: Recorder;
  /** Ties together what one import did. */
  runId?: string;
  reason?: string;
}

/**
 * One contract, own or shared, or one that the tenant takes part in.
 * @throws NotFound when it does not exist or is not for this viewer; nobody can tell the two apart
 */
export async function findContract(db: TenantDb, id: string): Promise<Contract> {
  if (!isUuid(id)) throw new NotFound();
  const row = await db
    .selectFrom("contract as c")
    .innerJoin("organisation as o", "o.id", "c.tenant_id")
    .leftJoin("supplier as s", "s.id", "c.supplier_id")
    .leftJoin("product as p", "p.id", "c.product_id")
    .selectAll("c")
    .select([
      "o.name as owner_name",
      "o.slug as owner_slug",
      "s.name as supplier_name",
      "p.name as product_name",
    ])
    .where("c.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  const terms = await listTerms(db, [id]);
  const internal = await db
    .selectFrom("contract_internal")
    .selectAll()
    .where("contract_id", "=", id)
    .executeTakeFirst();
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    ...(terms.get(id) ?? { term: NO_TERM, options: [], periods: [] }),
    internal: internal && withoutKeys(internal),
  };
}

/** A contract in few words, for lists of other features. */
export interface ContractInBrief {
  tenant_id: string;
  id: string;
  number: string | null;
  name: string;
  owner_name: string;
  supplier_id: string | null;
  product_id: string | null;
  purchase_form: string | null;
  cpv_code: string | null;
  is_hidden: boolean;
  closed_on: string | null;
}

const MOST = 5000;

/**
 * Contracts the viewer may see, in the order of their names.
 * @param only own contracts only, those of one owner, or those that cover a system; at most 5,000
 */
export async function listContracts(
  db: TenantDb,
  only: { ownerId?: string; usageId?: string; isOpen?: boolean } = {},
): Promise<ContractInBrief[]> {
  return db
    .selectFrom("contract as c")
    .innerJoin("organisation as o", "o.id", "c.tenant_id")
    .select([
      "c.tenant_id",
      "c.id",
      "c.number",
      "c.name",
      "o.name as owner_name",
      "c.supplier_id",
      "c.product_id",
      "c.purchase_form",
      "c.cpv_code",
      "c.is_hidden",
      "c.closed_on",
    ])
    .$if(only.ownerId !== undefined, (query) => query.where("c.tenant_id", "=", only.ownerId!))
    .$if(only.isOpen === true, (query) => query.where("c.closed_on", "is", null))
    .$if(only.usageId !== undefined, (query) =>
      query.where("c.id", "in", (links) =>
        links.selectFrom("contract_usage").select("contract_id").where("usage_id", "=", only.usageId!),
      ),
    )
    .orderBy("c.name")
    .orderBy("c.id")
    .limit(MOST)
    .execute();
}

type Own<Table, Keys extends string = OfContract> = Omit<Insertable<Table>, Keys>;

/** A contract to add. What is left out is not known. */
export interface NewContract
  extends Partial<Omit<Insertable<ContractTable>, "tenant_id" | "id" | "version" | "name">> {
  name: string;
  term?: Partial<TermRow>;
  internal?: Partial<InternalRow>;
  options?: readonly Own<ContractOptionTable>[];
  periods?: readonly Own<ContractPeriodTable>[];
  costLines?: readonly Own<ContractCostLineTable, OfContract | "id">[];
  /** Ids of the owner's systems that it covers. */
  usages?: readonly string[];
}

/** Adds a contract of the organisation's own with its terms, and the history. @returns its id */
export async function insertContract(db: TenantDb, doing: Doing, contract: NewContract): Promise<string> {
  const { term, internal, options = [], periods = [], costLines = [], usages = [], ...columns } = contract;
  const { id } = await db
    .insertInto("contract")
    .values({ ...columns, tenant_id: doing.tenantId })
    .returning("id")
    .executeTakeFirstOrThrow();
  const key = { tenant_id: doing.tenantId, contract_id: id };
  await db
    .insertInto("contract_term")
    .values({ ...NO_TERM, ...term, ...key })
    .execute();
  if (internal && Object.values(internal).some((value) => value !== null && value !== undefined))
    await db
      .insertInto("contract_internal")
      .values({ ...internal, ...key })
      .execute();
  if (options.length > 0)
    await db
      .insertInto("contract_option")
      .values(options.map((option) => ({ ...option, ...key })))
      .execute();
  if (periods.length > 0)
    await db
      .insertInto("contract_period")
      .values(periods.map((period) => ({ ...period, ...key })))
      .execute();
  if (costLines.length > 0)
    await db
      .insertInto("contract_cost_line")
      .values(costLines.map((line) => ({ ...line, ...key })))
      .execute();
  if (usages.length > 0)
    await db
      .insertInto("contract_usage")
      .values(usages.map((usage_id) => ({ usage_id, contract_tenant_id: doing.tenantId, ...key })))
      .execute();
  await writeFacts(db, doing.tenantId, [id]);
  await doing.record({
    kind: "contract",
    id,
    name: contract.name,
    action: "created",
    runId: doing.runId,
    reason: doing.reason,
    changes: changesOf({ ...columns, ...term, ...internal }),
  });
  return id;
}

function changesOf(values: Record<string, unknown>) {
  return Object.entries(values)
    .filter(
      ([field, value]) => value !== null && value !== undefined && value !== false && !field.endsWith("_id"),
    )
    .map(([field, value]) => ({ field, old: null, new: value }));
}

/** Own contract, locked until the transaction ends, so that what is checked is what is changed. @throws NotFound */
export async function lockContract(db: TenantDb, id: string): Promise<Contract> {
  if (!isUuid(id)) throw new NotFound();
  const own = await db
    .selectFrom("contract")
    .select("id")
    .where("tenant_id", "=", sql<string>`app.own_tenant()`)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!own) throw new NotFound();
  return findContract(db, id);
}
