import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { changeReadiness } from "../features/renewals/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** Marks a draft as ready, or makes it a draft again. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect(await changeReadiness(door, args.params.id ?? "")));
}
