import { Forbidden, NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { localPath } from "../../ui/localPath.ts";
import { maySetStandardColumns } from "./lists.policy.ts";
import { findStandardColumns, saveListColumns, saveStandardColumns } from "./lists.server.ts";

const KEY = /^[a-z][a-z0-9_-]{0,59}$/;
const MOST_COLUMNS = 120;

/**
 * Saves the columns of a posted column form for the person; `standard` in the form forgets them, `organisation` makes them
 * everybody's standard.
 * @returns where to go back to
 * @throws Forbidden when somebody else than a local administrator sets the organisation's standard
 */
export async function rememberColumns(door: Door, list: string): Promise<string> {
  const { db, form, actor, tenant, unrecorded } = door;
  if (!KEY.test(list)) throw new NotFound();
  const posted = form
    .getAll("column")
    .filter((key): key is string => typeof key === "string" && KEY.test(key));
  const columns = form.has("standard") ? [] : [...new Set(posted)].slice(0, MOST_COLUMNS);
  const own = { list, accountId: actor.accountId, tenantId: tenant.id };
  if (form.has("organisation")) {
    if (!maySetStandardColumns(actor)) throw new Forbidden();
    await changeStandardColumns(door, list, columns);
    // whoever sets the standard sees it
    await saveListColumns(db, { ...own, columns: [] });
    return localPath(form.get("to"), `/${tenant.slug}`);
  }
  unrecorded("which columns somebody looks at is not a change of any record");
  await saveListColumns(db, { ...own, columns });
  return localPath(form.get("to"), `/${tenant.slug}`);
}

/** Sets the organisation's standard columns, with history; no columns at all goes back to the portal's own. */
export async function changeStandardColumns(
  { db, tenant, record }: Pick<Door, "db" | "tenant" | "record">,
  list: string,
  columns: string[],
): Promise<void> {
  const old = await findStandardColumns(db, list);
  await saveStandardColumns(db, { list, columns, tenantId: tenant.id });
  const shown = (keys: readonly string[] | undefined) =>
    keys?.length ? `${list}: ${keys.join(", ")}` : null;
  await record({
    kind: "organisation",
    id: tenant.id,
    name: tenant.name,
    action: "updated",
    changes: [{ field: "list_columns", old: shown(old), new: shown(columns) }],
  });
}
