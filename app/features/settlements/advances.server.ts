import { Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { KeyRefused } from "../cost-keys/allocation.rules.ts";
import { shareOut } from "../cost-keys/keys.rules.ts";
import { advancesOf } from "./budget.rules.ts";
import { type PartAnswer, readBudget } from "./budgets.server.ts";
import { findKeyInForce } from "./keys.server.ts";
import { yearPartPath } from "./settlements.paths.ts";
import { asPaid, lockYear, type MoneyYear, openBooks, settledSoFar } from "./years.server.ts";

/** The year's advances, by party in the agreement's order and quarter. */
export async function listAdvances(db: TenantDb, { agreement, year, parties }: MoneyYear) {
  const rows = await db
    .selectFrom("advance as a")
    .innerJoin("organisation as o", "o.id", "a.organisation_id")
    .select([
      "a.id",
      "a.organisation_id",
      "o.name",
      "a.quarter",
      "a.amount_minor",
      "a.invoice_ref",
      "a.invoiced_on",
    ])
    .where("a.agreement_id", "=", agreement.id)
    .where("a.year", "=", year)
    .orderBy("a.quarter")
    .orderBy("a.id")
    .limit(4000)
    .execute();
  const order = new Map(parties.map((party) => [party.id, party.party_order]));
  return rows.sort(
    (a, b) =>
      (order.get(a.organisation_id) ?? 9999) - (order.get(b.organisation_id) ?? 9999) ||
      a.quarter - b.quarter,
  );
}

export type AdvanceRow = Awaited<ReturnType<typeof listAdvances>>[number];

/** What each has paid in advance, by party: what has been invoiced; the host's own part, which nobody invoices, counts as paid. */
export function paidByParty(rows: readonly AdvanceRow[], hostId: string): Map<string, number> {
  const paid = new Map<string, number>();
  for (const { organisation_id, amount_minor, invoice_ref } of rows)
    if (invoice_ref !== null || organisation_id === hostId)
      paid.set(organisation_id, (paid.get(organisation_id) ?? 0) + amount_minor);
  return paid;
}

export async function loadAdvances(door: Door, id?: string, yearText?: string) {
  const found = await openBooks(door, id, yearText);
  const { budget } = await readBudget(door.db, found);
  const inForce = await findKeyInForce(door.db, asPaid(found));
  return {
    ...found,
    rows: await listAdvances(door.db, found),
    isReady: budget?.status === "decided" && inForce !== undefined && inForce.missing.length === 0,
    missing: inForce?.missing.map((party) => party.name) ?? [],
  };
}

/** Works the advances out from budget and key, or notes the invoices of a quarter. */
export async function changeAdvances(door: Door, id?: string, yearText?: string): Promise<PartAnswer> {
  const found = await openBooks(door, id, yearText);
  await lockYear(door.db, found);
  if (await settledSoFar(door.db, found)) {
    door.unrecorded("nothing was written");
    return { typed: {}, errors: { "": "advances_settled" }, status: 409 };
  }
  return door.form.get("intent") === "invoices" ? noteInvoices(door, found) : workOut(door, found);
}

async function workOut(door: Door, found: MoneyYear): Promise<PartAnswer> {
  const { db, tenant, record } = door;
  const { budget } = await readBudget(db, found);
  const inForce = await findKeyInForce(db, asPaid(found));
  const refused = (code: string): PartAnswer => ({ typed: {}, errors: { "": code }, status: 409 });
  if (!inForce) return refused(`KST-001 ${found.year}`);
  if (budget?.status !== "decided") return refused("budget_not_decided");
  if (inForce.missing.length > 0) return refused(`key_misses ${inForce.missing[0]!.name}`);
  const known = await listAdvances(db, found);
  if (known.some((row) => row.invoice_ref !== null)) return refused("advances_invoiced");
  let parts: ReturnType<typeof advancesOf>;
  try {
    parts = advancesOf(shareOut(inForce.key, budget.totalMinor, found.year), inForce.key.members);
  } catch (error) {
    if (error instanceof KeyRefused) return refused(`${error.code} ${budget.totalMinor}`);
    throw error;
  }
  await db
    .deleteFrom("advance")
    .where("tenant_id", "=", tenant.id)
    .where("agreement_id", "=", found.agreement.id)
    .where("year", "=", found.year)
    .execute();
  await db
    .insertInto("advance")
    .values(
      parts.map(({ party, quarter, minor }) => ({
        tenant_id: tenant.id,
        agreement_id: found.agreement.id,
        year: found.year,
        organisation_id: party,
        quarter,
        amount_minor: minor,
        cost_key_id: inForce.row.id,
      })),
    )
    .execute();
  await record({
    kind: "budget",
    id: found.agreement.id,
    name: `${found.agreement.title} ${found.year}`,
    action: "advances_made",
    changes: [{ field: "advance", old: null, new: String(parts.length) }],
  });
  return { to: yearPartPath(found.at, "advances", "?saved=1") };
}

async function noteInvoices(door: Door, found: MoneyYear): Promise<PartAnswer> {
  const { db, tenant, form, today, record } = door;
  const changes: { field: string; old: string | null; new: string | null }[] = [];
  for (const row of await listAdvances(db, found)) {
    const field = `invoice_${row.id}`;
    if (!form.has(field)) continue;
    const ref = String(form.get(field)).trim().slice(0, 100) || null;
    if (ref === row.invoice_ref) continue;
    const seen = String(form.get(`seen_${row.id}`) ?? "");
    if (seen !== (row.invoice_ref ?? "")) throw new Refused("changed_meanwhile");
    await db
      .updateTable("advance")
      .set({ invoice_ref: ref, invoiced_on: ref ? today : null })
      .where("tenant_id", "=", tenant.id)
      .where("id", "=", row.id)
      .execute();
    changes.push({
      field: "invoice_ref",
      old: row.invoice_ref,
      new: ref && `${row.name} ${row.quarter}: ${ref}`,
    });
  }
  if (changes.length > 0)
    await record({
      kind: "budget",
      id: found.agreement.id,
      name: `${found.agreement.title} ${found.year}`,
      action: "updated",
      changes,
    });
  door.unrecorded("nothing differed");
  return { to: yearPartPath(found.at, "advances", "?saved=1") };
}
