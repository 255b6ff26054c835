import { type Kysely, sql } from "kysely";
import pg from "pg";
import { overConnection } from "#db/client.server.ts";
import type { Via } from "#db/schema/values.ts";
import type { Database } from "#db/schema.ts";
import { pools } from "./pools.server.ts";

declare const scoped: unique symbol;

/** A database handle inside a transaction that knows its tenant. Only this file makes one, so the bare pool does not compile. */
export type TenantDb = Kysely<Database> & { readonly [scoped]: true };

/** What a transaction is told about who acts, for whom, and on which day. */
export interface Scope {
  tenantId: string;
  accountId: string | null;
  /** Name kept in the change history. */
  byName: string;
  /** Day in Sweden, `YYYY-MM-DD`: what counts as valid today. */
  today: string;
  via: Via;
  isCatalogueEditor?: boolean;
  /** Set in "view as": only this organisation's rows are read, and nothing is written. */
  previewOwnerId?: string;
}

/** One change of one record, with what the fields were and became. */
export interface ChangeRecord {
  kind: string;
  id: string;
  /** The record's name at the time, for a history that stays readable. */
  name?: string;
  /** Past tense: created, updated, deleted, shared, withdrawn … */
  action: string;
  changes?: { field: string; old: unknown; new: unknown }[];
  reason?: string;
  /** Ties together what one import, merge or bulk edit did. */
  runId?: string;
}

export type Recorder = (change: ChangeRecord) => Promise<void>;

/** What happened in the transaction; the door compares it with what a request should have done. */
export interface Observed {
  wrote: boolean;
  recorded: boolean;
}

/**
 * Runs `work` in one transaction under row-level security. Commits when it returns, rolls back when it throws.
 * Begin and settings go as one message, which saves a fifth of a short transaction.
 */
export async function inScope<T>(
  scope: Scope,
  work: (db: TenantDb, record: Recorder, observed: Observed) => Promise<T>,
): Promise<T> {
  const client = await pools().app.connect();
  const observed: Observed = { wrote: false, recorded: false };
  let broken: Error | undefined;
  try {
    await client.query(opening(scope));
    const db = overConnection(client, () => {
      observed.wrote = true;
    }) as unknown as TenantDb;
    const result = await work(db, recorder(db, scope, observed), observed);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function opening(scope: Scope): string {
  const settings: Record<string, string> = {
    "app.tenant_id": scope.tenantId,
    "app.account_id": scope.accountId ?? "",
    "app.today": scope.today,
    "app.catalogue_editor": scope.isCatalogueEditor ? "yes" : "",
    "app.preview_owner": scope.previewOwnerId ?? "",
  };
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
  );
  return `begin${scope.previewOwnerId ? " read only" : ""}; select ${calls.join(", ")}`;
}

/** Writes history rows: one per changed field, or one row for the act itself. */
function recorder(db: TenantDb, scope: Scope, observed: Observed): Recorder {
  return async (change) => {
    const rows = (change.changes ?? [{ field: null, old: null, new: null }]).map((part) => ({
      tenant_id: scope.tenantId,
      account_id: scope.accountId,
      by_name: scope.byName,
      object_kind: change.kind,
      object_id: change.id,
      object_name: change.name ?? null,
      action: change.action,
      field: part.field,
      old: sql<string | null>`${asJson(part.old)}::jsonb`,
      new: sql<string | null>`${asJson(part.new)}::jsonb`,
      via: scope.via,
      reason: change.reason ?? null,
      run_id: change.runId ?? null,
    }));
    observed.recorded = true;
    if (rows.length > 0)
      await db
        .insertInto("change_event")
        .values(rows as never)
        .execute();
  };
}

function asJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

const swedishDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", dateStyle: "short" });

/** The calendar day in Sweden at an instant, `YYYY-MM-DD`. */
export function dayInSweden(now: Date): string {
  return swedishDay.format(now);
}
