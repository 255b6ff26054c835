import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { exportHistory, loadHistory, type MoreHistoryWords } from "../audit/history.server.ts";
import { listRoleTypes } from "./choices.server.ts";
import { fieldsText } from "./fields.text.ts";
import { historyWords, joinedWords } from "./history.rules.ts";
import { hasInventory } from "./systems.policy.ts";
import { findUsage } from "./systems.server.ts";

/** The whole organisation's history. */
export async function loadHistoryPage(door: Door, search: URLSearchParams) {
  return { ...(await loadHistory(door, search)), roles: await listRoleTypes(door.db) };
}

/** The history of one own record. @throws NotFound for others' */
export async function loadUsageHistory(door: Door, id: string, search: URLSearchParams) {
  if (!hasInventory(door.tenant)) throw new NotFound();
  const usage = await findUsage(door.db, door.tenant, id);
  if (usage.tenant_id !== door.tenant.id) throw new NotFound();
  return {
    ...(await loadHistory(door, search, { kind: "system_usage", id: usage.id })),
    roles: await listRoleTypes(door.db),
    usage: { id: usage.id, own_name: usage.own_name },
  };
}

/** The organisation's history as a file. */
export async function exportHistoryFile(
  door: Door,
  {
    search,
    format,
    locale,
    moreWords,
  }: {
    search: URLSearchParams;
    format: "csv" | "xlsx";
    locale: Locale;
    /** Words of features that build on this one, by kind of record. */
    moreWords: Readonly<Record<string, MoreHistoryWords>>;
  },
): Promise<Response> {
  const own = historyWords(textFor(fieldsText, locale), {
    locale,
    roles: await listRoleTypes(door.db),
    money: (minor) => formatsFor(locale).money(minor),
  });
  return exportHistory(door, { search, format, locale, words: joinedWords(own, moreWords) });
}
