import { createHash } from "node:crypto";
import { Refused } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { KeyRefused } from "../cost-keys/allocation.rules.ts";
import { isDay } from "../lists/lists.rules.ts";
import { listAdvances, paidByParty } from "./advances.server.ts";
import type { PartAnswer } from "./budgets.server.ts";
import { findKeyInForce, type KeyRow } from "./keys.server.ts";
import { byAccount, ledgerSums } from "./ledger.server.ts";
import { sendMoneyLetters } from "./letters.server.ts";
import {
  hindersApproval,
  mayGo,
  type SettlementBasis,
  type SettlementState,
  settle,
  snapshotOf,
} from "./settlement.rules.ts";
import { runPath } from "./settlements.paths.ts";
import {
  dropSettlement,
  findRun,
  listRows,
  listWords,
  note,
  type SettlementRun,
} from "./settlements.server.ts";
import { asPaid, lockYear, type MoneyYear, openBooks } from "./years.server.ts";

/** Everything the settlement is worked out from, as it stands now. */
export async function gatherBasis(
  { db, tenant, today }: Pick<Door, "db" | "tenant" | "today">,
  found: MoneyYear,
  { run, key, weights }: { run: SettlementRun; key: KeyRow; weights: SettlementBasis["parties"] },
): Promise<SettlementBasis> {
  const host = await db
    .selectFrom("organisation")
    .select(["id", "name", "organisation_number"])
    .where("id", "=", tenant.id)
    .executeTakeFirstOrThrow();
  const { name, key_version, kind, driver, equal_percent, equal_minor, rounding, source } = key;
  return {
    format: 1,
    agreement: { number: found.agreement.number, title: found.agreement.title },
    host,
    year: found.year,
    run: run.run,
    dated: today,
    key: {
      ...{ name, key_version, kind, driver, equal_percent, equal_minor, rounding, source },
      as_of_on: key.as_of_on,
      decided_on: key.decided_on,
      decided_by: key.decided_by,
      decision_ref: key.decision_ref,
    },
    parties: weights,
    lines: byAccount(await ledgerSums(db, found)),
  };
}

/** Works the settlement out, locks its key and keeps what it was worked out from (öppen → preliminär). */
async function workOut(
  door: Door,
  found: MoneyYear,
  run: SettlementRun,
): Promise<Record<string, string> | undefined> {
  const { db, tenant, today, form } = door;
  const payers = asPaid(found);
  const inForce = await findKeyInForce(db, payers);
  if (!inForce) return { "": `KST-001 ${found.year}` };
  if (inForce.missing.length > 0) return { "": `key_misses ${inForce.missing[0]!.name}` };
  if (form.get("complete") !== "on") return { complete: "actuals_incomplete" };
  const paid = paidByParty(await listAdvances(db, found), tenant.id);
  const previous = run.corrects_run === null ? null : await sharesOf(db, found, run.corrects_run);
  const members = new Map(inForce.key.members.map((member) => [member.party, member]));
  const basis = await gatherBasis(door, found, {
    run,
    key: inForce.row,
    weights: payers.parties.map(({ id, name, organisation_number, party_order, from, to, away }) => {
      const { weight, floorMinor, capMinor } = members.get(id)!;
      return {
        ...{ id, name, organisation_number, party_order, weight, from, to },
        ...(away ? { away } : {}),
        floor_minor: floorMinor,
        cap_minor: capMinor,
        paid_minor: paid.get(id) ?? 0,
        previous_minor: previous ? (previous.get(id) ?? 0) : null,
      };
    }),
  });
  if (basis.lines.length === 0) return { "": "no_actuals" };
  let rows: ReturnType<typeof settle>["rows"];
  try {
    rows = settle(basis).rows;
  } catch (error) {
    if (error instanceof KeyRefused) return { "": `${error.code} ${totalOf(basis)}` };
    throw error;
  }
  const at = { tenant_id: tenant.id, agreement_id: found.agreement.id, year: found.year };
  await db
    .insertInto("settlement_row")
    .values(
      rows.map(({ party, ...row }) => ({ ...at, settlement_id: run.id, organisation_id: party, ...row })),
    )
    .execute();
  const snapshot = snapshotOf(basis);
  await move(door, run, {
    state: "preliminary",
    cost_key_id: inForce.row.id,
    snapshot,
    snapshot_sha256: createHash("sha256").update(snapshot).digest("hex"),
    total_minor: totalOf(basis),
    dated_on: today,
  });
  if (inForce.row.locked_on === null)
    await db
      .updateTable("cost_key")
      .set({ locked_on: today })
      .where("tenant_id", "=", tenant.id)
      .where("id", "=", inForce.row.id)
      .where("locked_on", "is", null)
      .execute();
  return undefined;
}

const totalOf = (basis: SettlementBasis) => basis.lines.reduce((sum, line) => sum + line.amount_minor, 0);

/** Each party's whole share in an earlier run of the year. */
async function sharesOf(db: TenantDb, found: MoneyYear, run: number): Promise<Map<string, number>> {
  const before = await findRun(db, found, String(run));
  return new Map((await listRows(db, before.id)).map((row) => [row.organisation_id, row.share_minor]));
}

/** Zero rows: somebody was faster. */
async function move(
  { db, tenant }: Pick<Door, "db" | "tenant">,
  run: SettlementRun,
  set: Record<string, string | number | null> & { state: SettlementState },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("settlement")
    .set({ ...set, version: run.version + 1 })
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", run.id)
    .where("state", "=", run.state)
    .where("version", "=", run.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refused("changed_meanwhile");
}

const steps = ["preliminary", "sent", "open", "approved", "invoiced", "closed"] as const;

/**
 * Takes a settlement one step on, or back to open before it is approved.
 * @returns where to go, or codes by field: KST-001, KST-003, AVS-001, AVS-002 and their like, with what they are about after a blank
 */
export async function stepSettlement(
  door: Door,
  at: { id?: string; year?: string; run?: string },
): Promise<PartAnswer> {
  const { db, form, today } = door;
  if (form.get("to") === "drop") return dropSettlement(door, at);
  const found = await openBooks(door, at.id, at.year);
  await lockYear(db, found);
  const seen = await findRun(db, found, at.run);
  await db.selectFrom("settlement").select("id").where("id", "=", seen.id).forUpdate().execute();
  const run = await findRun(db, found, at.run);
  const to = steps.find((step) => step === form.get("to"));
  const typed = {
    remarks_until: String(form.get("remarks_until") ?? ""),
    reason: String(form.get("reason") ?? "").trim(),
  };
  const refuse = (errors: Record<string, string>): PartAnswer => {
    door.unrecorded("nothing was written");
    return { typed, errors, status: "" in errors ? 409 : 422 };
  };
  if (run.state === "closed") return refuse({ "": "AVS-002" });
  if (!to || !mayGo(run.state, to)) throw new Refused("changed_meanwhile");
  const errors = await takeStep(door, found, { run, to, typed, today });
  if (errors) return refuse(errors);
  await tellParties(db, found, { run, to, typed });
  await note(door, found, {
    run,
    action: `settlement_${to}`,
    reason: to === "open" ? typed.reason : undefined,
  });
  return { to: runPath(found.at, run.run, `?saved=${to}`) };
}

/** Letters to the parties about a step that concerns them. */
async function tellParties(
  db: TenantDb,
  found: MoneyYear,
  {
    run,
    to,
    typed,
  }: { run: SettlementRun; to: SettlementState; typed: { remarks_until: string; reason: string } },
): Promise<void> {
  if (to === "sent")
    await sendMoneyLetters(db, found, {
      ...{ kind: to, run: run.run, until: typed.remarks_until },
      step: `${run.run} ${run.snapshot_sha256!.slice(0, 12)}`,
    });
  else if (to === "open" && run.state === "sent")
    await sendMoneyLetters(db, found, {
      ...{ kind: "opened", run: run.run, about: typed.reason },
      step: `${run.run} ${run.version}`,
    });
  else if (to === "approved" || to === "invoiced" || to === "closed")
    await sendMoneyLetters(db, found, { kind: to, run: run.run, step: String(run.run) });
}

async function takeStep(
  door: Door,
  found: MoneyYear,
  {
    run,
    to,
    typed,
    today,
  }: {
    run: SettlementRun;
    to: SettlementState;
    typed: { remarks_until: string; reason: string };
    today: string;
  },
): Promise<Record<string, string> | undefined> {
  switch (to) {
    case "preliminary":
      return workOut(door, found, run);
    case "sent": {
      const until = typed.remarks_until;
      if (!isDay(until)) return { remarks_until: until ? "not_a_day" : "required" };
      if (until < today) return { remarks_until: "in_past" };
      await move(door, run, { state: "sent", sent_on: today, remarks_until: until });
      return undefined;
    }
    case "open":
      if (run.state === "sent" && !typed.reason) return { reason: "required" };
      await move(door, run, {
        state: "open",
        snapshot: null,
        snapshot_sha256: null,
        cost_key_id: null,
        total_minor: null,
        dated_on: null,
      });
      await door.db
        .deleteFrom("settlement_row")
        .where("tenant_id", "=", door.tenant.id)
        .where("settlement_id", "=", run.id)
        .execute();
      return undefined;
    case "approved":
      return approve(door, found, { run, today });
    case "invoiced": {
      const rows = await listRows(door.db, run.id);
      const without = rows.find(
        (row) =>
          row.difference_minor !== 0 && !row.invoice_ref && row.organisation_id !== found.agreement.tenant_id,
      );
      if (without) return { "": `no_invoice ${without.name}` };
      await move(door, run, { state: "invoiced", invoiced_on: today });
      return undefined;
    }
    case "closed":
      await move(door, run, { state: "closed", closed_on: today });
      await door.db
        .updateTable("ledger_line")
        .set({ settled_run: run.run })
        .where("tenant_id", "=", door.tenant.id)
        .where("agreement_id", "=", found.agreement.id)
        .where("year", "=", found.year)
        .where("settled_run", "is", null)
        .execute();
      return undefined;
  }
}

async function approve(
  door: Door,
  found: MoneyYear,
  { run, today }: { run: SettlementRun; today: string },
): Promise<Record<string, string> | undefined> {
  const { remarks, approvals } = await listWords(door.db, run);
  const rows = await listRows(door.db, run.id);
  const hindrance = hindersApproval(
    {
      parties: rows.map((row) => row.organisation_id).filter((party) => party !== found.agreement.tenant_id),
      approved: approvals.map((row) => row.party_id),
      unanswered: remarks.filter((remark) => remark.answer === null).map((remark) => remark.name),
      remarksUntil: run.remarks_until!,
    },
    today,
  );
  if (hindrance?.code === "AVS-001") return { "": `AVS-001 ${hindrance.party}` };
  if (hindrance) return { "": `remarks_open ${hindrance.approved} ${hindrance.of}` };
  await move(door, run, { state: "approved", approved_on: today });
  return undefined;
}
