import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { acceptNomination } from "../features/renewals/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** Lets in somebody who put itself forward. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect(await acceptNomination(door, args.params.id ?? "")));
}
