import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { readBudget } from "./budgets.server.ts";
import { findLedgerFile, findLedgerLine } from "./ledger.server.ts";
import { openBooks } from "./years.server.ts";

/** What can be taken away after being asked: a booking, a whole file of them, a line of the budget, the decision on it. */
export type Removed =
  | { what: "booking"; id: string; label: string; minor: number }
  | { what: "file"; id: string; label: string; minor: number; rows: number }
  | { what: "line"; id: string; label: string; minor: number }
  | { what: "decision"; id: string; label: string; minor: number };

/** The page that asks. @throws NotFound for what is not there, or may not be taken away any more */
export async function loadRemoval(
  door: Door,
  { id, year }: { id?: string; year?: string },
  search: URLSearchParams,
) {
  const found = await openBooks(door, id, year);
  const item = search.get("item") ?? "";
  const removed = await find(door, found, { what: search.get("what") ?? "", item });
  if (!removed) throw new NotFound();
  return { ...found, removed };
}

async function find(
  { db }: Pick<Door, "db">,
  found: Awaited<ReturnType<typeof openBooks>>,
  { what, item }: { what: string; item: string },
): Promise<Removed | undefined> {
  if (what === "booking") {
    const row = await findLedgerLine(db, found, item);
    return (
      row && {
        what,
        id: row.id,
        label: `${row.text || row.account}, ${row.booked_on}`,
        minor: row.amount_minor,
      }
    );
  }
  if (what === "file") {
    const row = await findLedgerFile(db, found, item);
    return row && { what, id: row.id, label: row.name, minor: row.total_minor, rows: row.rows };
  }
  const { budget } = await readBudget(db, found);
  if (what === "decision" && budget?.status === "decided")
    return {
      what,
      id: budget.id,
      label: `${budget.decided_by}, ${budget.decision_ref}`,
      minor: budget.totalMinor,
    };
  const line =
    what === "line" && budget?.status === "proposal" && budget.lines.find((each) => each.id === item);
  return line ? { what: "line", id: line.id, label: line.text, minor: line.minor } : undefined;
}
