import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { confirmOnRecord } from "../features/confirmations/confirming.server.ts";
import { usagePath } from "../features/systems/systems.paths.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const id = args.params.id ?? "";
    const isDone = await confirmOnRecord(door, id);
    return redirect(`${usagePath(door.tenant.slug, id)}?confirmation=${isDone ? "done" : "changed"}`);
  });
}
