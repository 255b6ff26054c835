import { sql } from "kysely";
import { Refused } from "../../server/errors.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { FieldValue, TypedOption } from "./contracts.form.ts";
import type { Contract, Doing } from "./contracts.server.ts";
import { writeFacts } from "./facts.server.ts";
import { columnOf, FIELDS, type Field } from "./fields.rules.ts";

export interface Change {
  field: string;
  old: unknown;
  new: unknown;
}

/** The contract's value of a field, as it is kept. */
export function keptValue(contract: Contract, field: Field): unknown {
  const row: Record<string, unknown> | undefined =
    field.table === "contract"
      ? { ...contract }
      : field.table === "term"
        ? { ...contract.term }
        : contract.internal && { ...contract.internal };
  return row?.[columnOf(field)] ?? (field.kind === "flag" ? false : field.kind === "boxes" ? [] : null);
}

/** An edit of a contract that was read and locked before; values by field key, references as ids. */
export interface ContractEdit {
  values: Record<string, FieldValue>;
  options?: readonly TypedOption[];
  /** Names for the history, by field key. */
  names?: Record<string, string | null>;
}

/**
 * Writes what differs, with one history row per field, and the dates that follow. Nothing differs: nothing is written.
 * @throws Refused changed_meanwhile when somebody else was faster than the version that was read
 */
export async function updateContract(
  db: TenantDb,
  doing: Doing,
  { contract, edit }: { contract: Contract; edit: ContractEdit },
): Promise<Change[]> {
  const tables: Record<Field["table"], Record<string, unknown>> = { contract: {}, term: {}, internal: {} };
  const changes: Change[] = [];
  for (const field of FIELDS) {
    if (!(field.key in edit.values)) continue;
    const [old, value] = [keptValue(contract, field), edit.values[field.key] ?? null];
    if (JSON.stringify(old) === JSON.stringify(value)) continue;
    tables[field.table][columnOf(field)] = value;
    const names: Record<string, string | null> = {
      supplier: contract.supplier_name,
      product: contract.product_name,
    };
    const isReference = field.column !== undefined;
    changes.push({
      field: field.key,
      old: isReference ? (names[field.key] ?? old) : old,
      new: isReference ? (edit.names?.[field.key] ?? value) : value,
    });
  }
  const options = edit.options && optionChanges(contract, edit.options);
  if (options) changes.push(options);
  if (changes.length === 0) return [];
  await touch(db, doing, contract, tables.contract);
  await writeRow(db, "contract_term", contract, tables.term);
  await writeRow(db, "contract_internal", contract, tables.internal);
  if (options) await writeOptions(db, contract, edit.options!);
  if (options || Object.keys(tables.term).length > 0) await writeFacts(db, doing.tenantId, [contract.id]);
  await doing.record({
    kind: "contract",
    id: contract.id,
    name: String(tables.contract.name ?? contract.name),
    action: "updated",
    changes,
    reason: doing.reason,
    runId: doing.runId,
  });
  return changes;
}

/**
 * Raises the contract's version, with other columns if any.
 * @throws Refused changed_meanwhile
 */
export async function touch(
  db: TenantDb,
  doing: Pick<Doing, "tenantId">,
  contract: Pick<Contract, "id" | "version">,
  columns: Record<string, unknown> = {},
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("contract")
    .set({ ...columns, version: contract.version + 1, updated_at: sql<Date>`now()` })
    .where("tenant_id", "=", doing.tenantId)
    .where("id", "=", contract.id)
    .where("version", "=", contract.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refused("changed_meanwhile");
}

/** The columns come from the fields, which the compiler cannot follow into each table. A contract has its row of terms always. */
async function writeRow(
  db: TenantDb,
  table: "contract_term" | "contract_internal",
  contract: Pick<Contract, "tenant_id" | "id">,
  columns: Record<string, unknown>,
): Promise<void> {
  if (Object.keys(columns).length === 0) return;
  if (table === "contract_internal")
    await db
      .insertInto(table)
      .values({ tenant_id: contract.tenant_id, contract_id: contract.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  await db
    .updateTable(table)
    .set(columns)
    .where("tenant_id", "=", contract.tenant_id)
    .where("contract_id", "=", contract.id)
    .execute();
}

const inWords = (option: TypedOption) =>
  `${option.seq}: ${option.length} ${option.unit}` +
  (option.call_before_length === null ? "" : ` (−${option.call_before_length} ${option.call_before_unit})`);

function optionChanges(contract: Contract, wanted: readonly TypedOption[]): Change | undefined {
  const [old, fresh] = [contract.options.map(inWords).join(", "), wanted.map(inWords).join(", ")];
  return old === fresh ? undefined : { field: "options", old: old || null, new: fresh || null };
}

/** Options keep their number; what has been called stays called. */
async function writeOptions(
  db: TenantDb,
  { tenant_id, id }: Pick<Contract, "tenant_id" | "id">,
  wanted: readonly TypedOption[],
): Promise<void> {
  for (const option of wanted)
    await db
      .insertInto("contract_option")
      .values({ ...option, tenant_id, contract_id: id })
      .onConflict((conflict) => conflict.columns(["tenant_id", "contract_id", "seq"]).doUpdateSet(option))
      .execute();
  await db
    .deleteFrom("contract_option")
    .where("tenant_id", "=", tenant_id)
    .where("contract_id", "=", id)
    .where("seq", ">", wanted.length)
    .where("called_on", "is", null)
    .execute();
}
