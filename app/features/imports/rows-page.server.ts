import { Refused } from "#app/server/errors.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Locale } from "#app/text/text.ts";
import { pageOf } from "./paging.rules.ts";
import { ACTIONS, countRows, listRows, PAGE_OF_ROWS, type RowFilter, savePick } from "./rows.server.ts";
import { findRun } from "./runs.server.ts";
import { type ImportJob, startWork } from "./work.server.ts";

/** A page of the import's rows. */
export async function viewRows(db: TenantDb, id: string, request: Request, locale: Locale) {
  const run = await findRun(db, id);
  const asked = new URL(request.url).searchParams.get("action");
  const filter: RowFilter = [...ACTIONS, "changed" as const].find((one) => one === asked) ?? "all";
  const page = pageOf(request);
  return {
    run: {
      id,
      kind: run.kind,
      fileName: run.file_name,
      counts: run.counts,
      isOpen: run.state === "checked" && run.work === null,
    },
    filter,
    page,
    pageSize: PAGE_OF_ROWS,
    total: await countRows(db, id, filter),
    rows: await listRows(db, run, { filter, limit: PAGE_OF_ROWS, offset: (page - 1) * PAGE_OF_ROWS, locale }),
  };
}

/** Keeps which system a row is about, and plans again. @throws NotFound · Refused `import_not_open` */
export async function pickTarget(door: Door, id: string): Promise<ImportJob> {
  const run = await findRun(door.db, id);
  if (run.state !== "checked") throw new Refused("import_not_open");
  await savePick(door.db, run, Number(door.form.get("row")), String(door.form.get("choice") ?? ""));
  return startWork(door, { runId: id, work: "checking", isReplan: true });
}
