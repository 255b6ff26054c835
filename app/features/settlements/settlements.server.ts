import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { PartAnswer } from "./budgets.server.ts";
import { runPath, yearPath } from "./settlements.paths.ts";
import { lockYear, type MoneyYear, openBooks } from "./years.server.ts";

/** Settlements of a year, the newest run first; a party sees those that were sent. */
export async function listSettlements(
  db: TenantDb,
  { agreement, year }: Pick<MoneyYear, "agreement" | "year">,
) {
  return db
    .selectFrom("settlement")
    .select([
      "id",
      "run",
      "corrects_run",
      "reason",
      "state",
      "total_minor",
      "dated_on",
      "sent_on",
      "remarks_until",
    ])
    .select([
      "approved_on",
      "invoiced_on",
      "closed_on",
      "snapshot",
      "snapshot_sha256",
      "cost_key_id",
      "version",
    ])
    .select("created_by_name")
    .where("agreement_id", "=", agreement.id)
    .where("year", "=", year)
    .orderBy("run", "desc")
    .limit(100)
    .execute();
}

export type SettlementRun = Awaited<ReturnType<typeof listSettlements>>[number];

/** One run of the year. @throws NotFound */
export async function findRun(
  db: TenantDb,
  found: MoneyYear,
  run: string | undefined,
): Promise<SettlementRun> {
  const row = (await listSettlements(db, found)).find((each) => String(each.run) === run);
  if (!row) throw new NotFound();
  return row;
}

/** The parties' rows of a run, in the agreement's order. */
export async function listRows(db: TenantDb, settlementId: string) {
  return db
    .selectFrom("settlement_row as r")
    .innerJoin("organisation as o", "o.id", "r.organisation_id")
    .select(["r.organisation_id", "o.name", "r.party_order", "r.days", "r.share_minor", "r.before_minor"])
    .select(["r.difference_minor", "r.invoice_ref"])
    .where("r.settlement_id", "=", settlementId)
    .orderBy("r.party_order")
    .orderBy("r.organisation_id")
    .limit(1000)
    .execute();
}

/** Remarks with their answers, and who has approved what stands now. */
export async function listWords(db: TenantDb, run: Pick<SettlementRun, "id" | "snapshot_sha256">) {
  const remarks = await db
    .selectFrom("settlement_remark as r")
    .innerJoin("organisation as o", "o.id", "r.tenant_id")
    .leftJoin("settlement_answer as a", (join) =>
      join.onRef("a.party_id", "=", "r.tenant_id").onRef("a.remark_id", "=", "r.id"),
    )
    .select(["r.id", "r.tenant_id as party_id", "o.name", "r.body", "r.by_name", "r.made_on"])
    .select(["a.body as answer", "a.by_name as answer_by", "a.made_on as answered_on"])
    .where("r.settlement_id", "=", run.id)
    .orderBy("r.made_on")
    .orderBy("r.id")
    .limit(1000)
    .execute();
  const approvals = await db
    .selectFrom("settlement_approval as a")
    .innerJoin("organisation as o", "o.id", "a.tenant_id")
    .select(["a.tenant_id as party_id", "o.name", "a.authority", "a.by_name", "a.approved_on"])
    .where("a.settlement_id", "=", run.id)
    .where("a.snapshot_sha256", "=", run.snapshot_sha256 ?? "")
    .orderBy("a.approved_on")
    .orderBy("a.tenant_id")
    .limit(1000)
    .execute();
  return { remarks, approvals };
}

/** A line in the history of the settlement. */
export function note(
  door: Pick<Door, "record">,
  found: MoneyYear,
  what: {
    run: Pick<SettlementRun, "id" | "run">;
    action: string;
    reason?: string;
    changes?: Parameters<Door["record"]>[0]["changes"];
  },
) {
  return door.record({
    kind: "settlement",
    id: what.run.id,
    name: `${found.agreement.title} ${found.year} (${what.run.run})`,
    action: what.action,
    ...(what.reason ? { reason: what.reason } : {}),
    ...(what.changes ? { changes: what.changes } : {}),
  });
}

/** Begins the year's settlement, or a correction run after the last one was closed. Two at once: the database lets one through. */
export async function beginSettlement(door: Door, id?: string, yearText?: string): Promise<PartAnswer> {
  const { db, form, tenant, actor } = door;
  const found = await openBooks(door, id, yearText);
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const runs = await listSettlements(db, found);
  const last = runs[0];
  const reason = String(form.get("reason") ?? "")
    .trim()
    .slice(0, 2000);
  if (last && last.state !== "closed") throw new Refused("settlement_under_way");
  if (last && !reason) return { typed: { reason }, errors: { reason: "required" }, status: 422 };
  const made = await db
    .insertInto("settlement")
    .values({
      tenant_id: tenant.id,
      agreement_id: found.agreement.id,
      year: found.year,
      run: (last?.run ?? 0) + 1,
      corrects_run: last?.run ?? null,
      reason: last ? reason : "",
      created_by_name: actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(["id", "run"])
    .executeTakeFirst();
  if (!made) throw new Refused("settlement_under_way");
  await note(door, found, { run: made, action: last ? "correction_begun" : "created", reason });
  const to = runPath(found.at, made.run, "?saved=begun");
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

/** Notes which invoice or credit note each party was sent; possible once the settlement is approved. */
export async function noteInvoices(
  door: Door,
  at: { id?: string; year?: string; run?: string },
): Promise<PartAnswer> {
  const { db, tenant, form } = door;
  const found = await openBooks(door, at.id, at.year);
  await lockYear(db, found);
  const run = await findRun(db, found, at.run);
  if (run.state === "closed") {
    door.unrecorded("nothing was written");
    return { typed: {}, errors: { "": "AVS-002" }, status: 409 };
  }
  if (run.state !== "approved") throw new Refused("changed_meanwhile");
  const changes: { field: string; old: string | null; new: string | null }[] = [];
  for (const row of await listRows(db, run.id)) {
    const field = `invoice_${row.organisation_id}`;
    if (!form.has(field)) continue;
    const ref = String(form.get(field)).trim().slice(0, 100) || null;
    if (ref === row.invoice_ref) continue;
    await db
      .updateTable("settlement_row")
      .set({ invoice_ref: ref })
      .where("tenant_id", "=", tenant.id)
      .where("settlement_id", "=", run.id)
      .where("organisation_id", "=", row.organisation_id)
      .execute();
    changes.push({ field: "invoice_ref", old: row.invoice_ref, new: ref && `${row.name}: ${ref}` });
  }
  if (changes.length > 0) await note(door, found, { run, action: "updated", changes });
  door.unrecorded("nothing differed");
  return { to: runPath(found.at, run.run, "?saved=invoices") };
}

/** Removes a settlement that nobody has been sent: one that was opened again keeps what the parties have said. @throws Refused */
export async function dropSettlement(
  door: Door,
  at: { id?: string; year?: string; run?: string },
): Promise<PartAnswer> {
  const found = await openBooks(door, at.id, at.year);
  await lockYear(door.db, found);
  const run = await findRun(door.db, found, at.run);
  if (run.state !== "open" || run.sent_on !== null) throw new Refused("changed_meanwhile");
  const { rows } = await sql<{ id: string }>`
    delete from settlement where tenant_id = ${door.tenant.id} and id = ${run.id} and state = 'open' and sent_on is null returning id`.execute(
    door.db,
  );
  if (rows.length === 0) throw new Refused("changed_meanwhile");
  await note(door, found, { run, action: "deleted" });
  return { to: yearPath(door.tenant.slug, found.agreement.id, found.year, "?saved=dropped") };
}
