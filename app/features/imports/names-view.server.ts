import { Refused } from "#app/server/errors.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import type { TenantDb } from "#app/server/transaction.server.ts";
import type { Locale } from "#app/text/text.ts";
import type { ImportSort } from "#db/schema/imports.ts";
import { readDecisions } from "./names.form.ts";
import {
  countNames,
  listChoices,
  listNames,
  PAGE_OF_NAMES,
  SORTS,
  STANDINGS,
  type StandingFilter,
} from "./names-page.server.ts";
import { leaveOutUndecided, saveDecisions } from "./resolutions.server.ts";
import { findRun } from "./runs.server.ts";
import { type ImportJob, startWork } from "./work.server.ts";

/** A page of names; without anything chosen in the address the first that wait for a decision. */
export async function viewNames(
  db: TenantDb,
  id: string,
  { search, locale }: { search: URLSearchParams; locale: Locale },
) {
  const run = await findRun(db, id);
  const counts = await countNames(db, id);
  counts.sort(
    (a, b) =>
      STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
      SORTS.indexOf(a.sort) - SORTS.indexOf(b.sort),
  );
  const askedSort = SORTS.find((one) => one === search.get("sort"));
  const askedStanding = STANDINGS.find((one) => one === search.get("standing"));
  const first = counts.find(
    (one) => (!askedSort || one.sort === askedSort) && (!askedStanding || one.standing === askedStanding),
  );
  const sort: ImportSort = askedSort ?? first?.sort ?? "product";
  const standing: StandingFilter = askedStanding ?? first?.standing ?? "undecided";
  const asked = Number(search.get("page") ?? 1);
  const page = Number.isInteger(asked) && asked > 0 ? asked : 1;
  return {
    run: { id, file_name: run.file_name },
    sort,
    standing,
    counts,
    names: await listNames(db, id, { sort, standing, page, locale }),
    choices: await listChoices(db, sort, locale),
    page,
    pageSize: PAGE_OF_NAMES,
    total: counts.find((one) => one.sort === sort && one.standing === standing)?.count ?? 0,
    isOpen: run.state === "checked" && run.work === null,
  };
}

/** Keeps decisions about names, and plans again. @throws Refused `import_not_open` · Invalid */
export async function decideNames(door: Door, id: string): Promise<ImportJob> {
  const { db, form } = door;
  const run = await findRun(db, id);
  if (run.state !== "checked") throw new Refused("import_not_open");
  const sort = SORTS.find((one) => one === form.get("sort")) ?? "product";
  if (form.has("leave_out_all")) await leaveOutUndecided(db, id, sort);
  else await saveDecisions(db, id, readDecisions(form, sort));
  return startWork(door, { runId: id, work: "checking", isReplan: true });
}
