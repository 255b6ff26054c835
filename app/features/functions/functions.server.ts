import { NotFound } from "#app/server/errors.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";

/** A function of the shared taxonomy. */
export interface FunctionRow {
  id: string;
  code: string;
  group_code: string;
  group_name_sv: string;
  group_name_en: string;
  name_sv: string;
  name_en: string;
  position: number;
}

const columns = [
  "id",
  "code",
  "group_code",
  "group_name_sv",
  "group_name_en",
  "name_sv",
  "name_en",
  "position",
] as const;

/** All functions in the order of the taxonomy (some tens; the list is part of the product). */
export function listFunctions(db: TenantDb): Promise<FunctionRow[]> {
  return db.selectFrom("function").select(columns).orderBy("position").orderBy("id").limit(1000).execute();
}

/** One function by its code. @throws NotFound */
export async function findFunction(db: TenantDb, code: string): Promise<FunctionRow> {
  const row = await db.selectFrom("function").select(columns).where("code", "=", code).executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}
