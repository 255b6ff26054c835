import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { keepSelection, openBulkEdit } from "../features/bulk-edits/selection.server.ts";
import { systemsPath } from "../features/systems/systems.paths.ts";
import { inTenant } from "../server/tenant.server.ts";

/** Nothing to see here: the selection is seen in the list. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    await openBulkEdit(door);
    return redirect(systemsPath(door.tenant.slug, "?select=1"));
  });
}

/** What was ticked on a page of the list, and what to do with it. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect(await keepSelection(door)));
}
