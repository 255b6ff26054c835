import type { TenantDb } from "../../server/transaction.server.ts";
import { MOST_MINOR } from "../contracts/numbers.form.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { distributed, putEntitlements } from "./entitlements.server.ts";
import { type Answer, note, refusedAt } from "./form.server.ts";
import type { PartyQuantity } from "./pool.rules.ts";
import { changePool } from "./pool.server.ts";
import type { Work } from "./rights.server.ts";

/** A purchase or right that a form names ("purchase <id>"), which no settled true-up has bought. */
async function findRow(db: TenantDb, named: unknown): Promise<Found | Awaited<Answer>> {
  const [kind, id] = String(named ?? "").split(" ");
  const table = kind === "purchase" ? ("licence_purchase" as const) : ("entitlement" as const);
  const row =
    id && isUuid(id)
      ? await db
          .selectFrom(table)
          .leftJoin("true_up as t", "t.id", `${table}.true_up_id`)
          .select([`${table}.id`, `${table}.quantity`, `${table}.valid_from`, "t.state", "t.as_of_on"])
          .where(`${table}.id`, "=", id)
          .executeTakeFirst()
      : undefined;
  if (!row) return { errors: { "": "changed_meanwhile" } };
  if (row.state === "settled")
    return {
      errors: { "": "locked_period" },
      refusal: { code: "locked_period", from: row.as_of_on ?? undefined },
    };
  return {
    table,
    id: row.id,
    valid_from: row.valid_from,
    isUnlimited: row.quantity === null,
    field: table === "entitlement" ? "entitlement" : "purchase",
  };
}

interface Found {
  table: "licence_purchase" | "entitlement";
  id: string;
  valid_from: string;
  /** Bought without a quantity, which no pool knows. */
  isUnlimited: boolean;
  field: "purchase" | "entitlement";
}

/** Takes a purchase or right away, where nothing rests on it. */
export async function removeRow({ door, licence, at, read }: Work): Answer {
  const { db, tenant, record } = door;
  const found = await findRow(db, read.typed.remove);
  if (!found || "errors" in found) return found;
  const { table, id, field } = found;
  const write = async (quantity?: number) => {
    await db.deleteFrom(table).where("tenant_id", "=", tenant.id).where("id", "=", id).execute();
    await note(record, licence, { field, old: quantity ?? "∞" });
  };
  if (found.isUnlimited) {
    await write();
    return undefined;
  }
  const refusal = await changePool(door, at, async ({ rows }) => {
    const row = [...rows.purchases, ...rows.entitlements].find((each) => each.id === id);
    if (!row) return { code: "changed_meanwhile" };
    return {
      change: field === "purchase" ? { kind: "purchase", remove: id } : { kind: "entitlement", remove: [id] },
      write: () => write(row.quantity),
    };
  });
  return refusedAt("", refusal);
}

/** What a row was when its form was made: of two who change it from the same page the second is told. */
export function stampOf(quantity: number | null, last: string | null): string {
  return `${quantity} ${last ?? ""}`;
}

/** Another quantity or last day of a purchase or right: a smaller one only as far as nothing rests on it. */
export async function changeRow({ door, licence, at, read }: Work): Answer {
  const { db, tenant, record } = door;
  const found = await findRow(db, read.typed.row);
  if (!found || "errors" in found) return found;
  const { table, id, field } = found;
  const quantity = read.requiredWhole("new_quantity", { least: 1 });
  const valid_to = read.day("new_to");
  if (valid_to && valid_to < found.valid_from) read.errors.new_to ??= "after_end";
  if (read.hasErrors) return { errors: read.errors };
  const refusal = await changePool(door, at, async (pool) => {
    const old = [...pool.rows.purchases, ...pool.rows.entitlements].find((each) => each.id === id);
    const seen = read.typed.seen;
    if (!old || (seen !== undefined && seen !== stampOf(old.quantity, old.to_on)))
      return { code: "changed_meanwhile" };
    const put = { ...old, quantity, to_on: valid_to };
    const more = quantity - old.quantity;
    const distribute =
      field === "purchase" && pool.terms.distributes_all && more > 0
        ? distributed(pool, { quantity: more, valid_from: old.from_on, valid_to })
        : [];
    const price = field === "purchase" && more > 0 ? await priceOf(db, id) : 0;
    if (quantity * price > MOST_MINOR) return { code: "ceiling_exceeded", free: 0, asked: more * price };
    return {
      change:
        field === "purchase"
          ? { kind: "purchase", remove: id, put, distribute }
          : { kind: "entitlement", remove: [id], put: [put as PartyQuantity] },
      spends_minor: more * price,
      async write() {
        await db
          .updateTable(table)
          .set((eb) => ({ quantity, valid_to, version: eb("version", "+", 1) }))
          .where("tenant_id", "=", tenant.id)
          .where("id", "=", id)
          .execute();
        await putEntitlements(db, { licence, item: at.item }, distribute);
        await note(record, licence, {
          field,
          old: `${old.quantity} (${old.from_on}–${old.to_on ?? ""})`,
          new: `${quantity} (${old.from_on}–${valid_to ?? ""})`,
        });
      },
    };
  });
  return refusedAt("new_quantity", refusal);
}

async function priceOf(db: TenantDb, purchaseId: string): Promise<number> {
  const found = await db
    .selectFrom("licence_purchase")
    .select("unit_price_minor")
    .where("id", "=", purchaseId)
    .executeTakeFirst();
  return Number(found?.unit_price_minor ?? 0);
}
