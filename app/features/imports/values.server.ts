import { sql } from "kysely";
import type { TenantDb } from "#app/server/transaction.server.ts";
import { formatsFor } from "#app/text/format.ts";
import type { Locale } from "#app/text/text.ts";
import { termInWords } from "../contracts/term-words.rules.ts";
import { choiceLabel } from "./choices.rules.ts";
import { type Field, findField, type ImportKind } from "./fields.rules.ts";
import { fieldLabel } from "./fields.text.ts";

type Changes = Record<string, { old: unknown; new: unknown }>;

/** A changed field in words; null stands for an empty field. */
export type ChangeInWords = { field: string; label: string; old: string | null; new: string | null };

const TABLES = ["product", "supplier", "organisation", "person", "unit", "function", "system"] as const;

/** Puts the changes of some rows into words: labels, names for ids, amounts and days as they are read. */
export async function changesInWords(
  db: TenantDb,
  kind: ImportKind,
  rows: readonly (Changes | null)[],
  locale: Locale,
): Promise<ChangeInWords[][]> {
  const names = await namesFor(db, kind, rows, locale);
  const inWords = (field: Field | undefined, value: unknown): string | null => {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return null;
    if (Array.isArray(value)) return value.map((id) => names.get(String(id)) ?? String(id)).join(", ");
    if (field?.naming) return names.get(String(value)) ?? String(value);
    if (field?.choices) return choiceLabel(field.choices, code(value), locale);
    if (field?.isTerm) return termInWords(String(value), locale);
    if (field?.key === "yearly_minor") return formatsFor(locale).money(Number(value));
    if (field?.isDate) return formatsFor(locale).day(String(value));
    return String(value);
  };
  return rows.map((changes) =>
    Object.entries(changes ?? {}).map(([key, change]) => {
      const field = findField(kind, key);
      const label = fieldLabel(kind, key, locale);
      return { field: key, label, old: inWords(field, change.old), new: inWords(field, change.new) };
    }),
  );
}

const code = (value: unknown) => (value === true ? "yes" : value === false ? "no" : String(value));

async function namesFor(
  db: TenantDb,
  kind: ImportKind,
  rows: readonly (Changes | null)[],
  locale: Locale,
): Promise<Map<string, string>> {
  const wanted = new Map<string, Set<string>>(TABLES.map((table) => [table, new Set()]));
  for (const changes of rows)
    for (const [key, change] of Object.entries(changes ?? {})) {
      const ids = wanted.get(findField(kind, key)?.naming ?? "");
      for (const id of [change.old, change.new].flat())
        if (id !== null && id !== undefined) ids?.add(String(id));
    }
  const names = new Map<string, string>();
  for (const table of TABLES) {
    const ids = [...(wanted.get(table) ?? [])];
    if (ids.length === 0) continue;
    const column = sql.id({ function: `name_${locale}`, system: "own_name" }[table as string] ?? "name");
    const found = await sql<{ id: string; name: string }>`
      select id, ${column} as name from ${sql.table(table === "system" ? "system_usage" : table)} where id = any(${ids}::uuid[])`.execute(
      db,
    );
    for (const { id, name } of found.rows) names.set(id, name);
  }
  return names;
}
