import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type pg from "pg";
import { insertContract, type NewContract } from "#app/features/contracts/contracts.server.ts";
import { insertStoredFile, keepContent } from "#app/features/documents/documents.server.ts";
import { type TestCooperation, type Town, unique } from "../../support/towns.ts";

export const TODAY = "2026-11-20";
export const NOW = new Date(`${TODAY}T09:00:00Z`);

/** Terms that renew themselves, with a last notice date on 2027-09-30. */
export const RENEWING: Partial<NewContract> = {
  term: {
    starts_on: "2024-01-01",
    initial_length: 36,
    initial_unit: "months",
    renewal_kind: "tacit",
    renewal_length: 12,
    renewal_unit: "months",
    notice_length: 3,
    notice_unit: "months",
    notice_anchor: "period_end",
  },
};

/** A contract of the town's, made as the portal makes it. @returns its id */
export function contract(of: Town, name: string, more: Partial<NewContract> = {}): Promise<string> {
  return of.as(
    (db, record) => insertContract(db, { tenantId: of.id, record }, { ...RENEWING, ...more, name }),
    NOW,
  );
}

type Row = Record<string, unknown>;

/** Adds a row behind the portal's back. @returns the row */
export async function add(admin: pg.Pool, table: string, row: Row): Promise<Row & { id: string }> {
  const keys = Object.keys(row);
  const { rows } = await admin.query(
    `insert into ${table} (${keys.join(", ")}) values (${keys.map((_, i) => `$${i + 1}`).join(", ")}) returning *`,
    Object.values(row),
  );
  return rows[0];
}

/** Makes an organisation part of a contract; `more` for another role, an end, or without its yes. */
export function takesPart(admin: pg.Pool, of: Town, contractId: string, who: Town, more: Row = {}) {
  return add(admin, "contract_participant", {
    ...{ tenant_id: of.id, contract_id: contractId, organisation_id: who.id, role: "party" },
    ...{ joined_on: "2024-01-01", participant_confirmed_at: NOW, ...more },
  });
}

/** A further circle of the cooperation with some of its members; the first of them coordinates. */
export async function circleOf(
  admin: pg.Pool,
  together: TestCooperation,
  towns: readonly Town[],
): Promise<string> {
  const lead = towns[0]!;
  const { id } = await add(admin, "circle", {
    ...{ tenant_id: lead.id, cooperation_id: together.id, name: unique("Krets") },
  });
  for (const each of towns)
    await add(admin, "circle_member", { tenant_id: lead.id, circle_id: id, organisation_id: each.id });
  return id;
}

export async function shareIn(admin: pg.Pool, of: Town, circle: string, group: string): Promise<void> {
  await add(admin, "share", {
    ...{ tenant_id: of.id, circle_id: circle, object_kind: "system_usage", field_group: group },
    from_on: "2020-01-01",
  });
}

/** A file of the town's with this text in it. @returns its id */
export async function file(of: Town, name: string, text: string): Promise<string> {
  const at = path.join(tmpdir(), unique("fil"));
  writeFileSync(at, text);
  try {
    const sha256 = "0".repeat(64);
    const kept = await keepContent(of.id, { name, path: at, bytes: Buffer.byteLength(text), sha256 });
    return await of.as((db) => insertStoredFile(db, of.id, kept, { accountId: null, name: "Test" }));
  } finally {
    rmSync(at, { force: true });
  }
}
