import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { applyRun } from "../features/bulk-edits/application.server.ts";
import { bulkEditPath } from "../features/bulk-edits/bulk-edits.paths.ts";
import { openBulkEdit } from "../features/bulk-edits/selection.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** Reloading the address after the form leads to the run. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    await openBulkEdit(door);
    return redirect(bulkEditPath(door.tenant.slug, args.params.id!));
  });
}

/** Does what the preview showed. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const id = args.params.id!;
    const editable = await openBulkEdit(door);
    const came = await applyRun(door, id, { plan: Number(door.form.get("plan")), editable });
    return redirect(bulkEditPath(door.tenant.slug, id, came === "applied" ? {} : { problem: came }));
  });
}
