import { MOST_EXPORT_ROWS } from "../../server/sheet.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { logAccess } from "../audit/audit.server.ts";
import { type FileColumn, listFile } from "../catalogue/list-file.server.ts";
import { contractsText } from "./contracts.text.ts";
import { type ContractRow, countContracts, exportContractRows } from "./list.server.ts";
import { contractsQuery } from "./page.server.ts";
import { choiceWord, wordsText } from "./words.text.ts";

const DAYS = [
  "current_end_on",
  "last_end_on",
  "next_notice_on",
  "act_by_on",
  "next_option_call_on",
  "starts_on",
] as const;
const WORDS = ["type", "status", "purchase_form", "direction"] as const;
const TEXTS = ["name", "number", "owner", "supplier", "systems", "cpv_code"] as const;

/** The register as a file, under the same rules as on screen; what is read of others' is noted in their access history. */
export async function contractsFile(
  door: Door,
  search: URLSearchParams,
  { format, locale }: { format: "csv" | "xlsx"; locale: Locale },
): Promise<Response> {
  const { db, tenant } = door;
  const { scope, definition, state } = await contractsQuery(door, search);
  const w = textFor(wordsText, locale);
  const heading = (key: string) => w.columns[key] ?? key;
  const columns: Record<string, FileColumn<ContractRow>> = {};
  for (const key of TEXTS) columns[key] = { heading: heading(key), cell: (row) => row[key] };
  for (const key of DAYS) columns[key] = { heading: heading(key), kind: "day", cell: (row) => row[key] };
  for (const key of WORDS)
    columns[key] = { heading: heading(key), cell: (row) => choiceWord(w, key, row[key]) || null };
  columns.yearly_minor = { heading: heading("yearly_minor"), kind: "money", cell: (row) => row.yearly_minor };
  columns.updated_at = { heading: heading("updated_at"), kind: "instant", cell: (row) => row.updated_at };
  async function* seen() {
    for await (const rows of exportContractRows(db, { state, scope }, tenant, MOST_EXPORT_ROWS)) {
      await logAccess(db, tenant, {
        via: "export",
        kind: "contract",
        seen: rows.map((row) => ({ owner: row.tenant_id })),
      });
      yield rows;
    }
  }
  return listFile<ContractRow>(door, {
    definition,
    state,
    search,
    format,
    name: textFor(contractsText, locale).exportSheet,
    columns,
    rows: seen(),
    total: (await countContracts(db, { state, scope }, tenant)).total,
  });
}
