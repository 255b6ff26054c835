import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { localPath } from "../../ui/localPath.ts";
import { saveListColumns } from "./lists.server.ts";

const KEY = /^[a-z][a-z0-9_-]{0,59}$/;
const MOST_COLUMNS = 120;

/**
 * Saves the columns of a posted column form; `standard` in the form forgets them.
 * @returns where to go back to
 */
export async function rememberColumns(
  { db, form, actor, tenant, unrecorded }: Door,
  list: string,
): Promise<string> {
  if (!KEY.test(list)) throw new NotFound();
  const posted = form
    .getAll("column")
    .filter((key): key is string => typeof key === "string" && KEY.test(key));
  const columns = form.has("standard") ? [] : [...new Set(posted)].slice(0, MOST_COLUMNS);
  unrecorded("which columns somebody looks at is not a change of any record");
  await saveListColumns(db, { list, columns, accountId: actor.accountId, tenantId: tenant.id });
  return localPath(form.get("to"), `/${tenant.slug}`);
}
