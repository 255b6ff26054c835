import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { rememberColumns } from "../features/lists/columns.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** Remembers which columns the person wants to see in a list, and goes back to it. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    door.open("everybody chooses the columns of the own lists");
    return redirect(await rememberColumns(door, args.params.list ?? ""));
  });
}
