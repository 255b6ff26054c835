import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { startEvaluation } from "../features/renewals/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** From a closed survey to the work in groups. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect(await startEvaluation(door, args.params.id ?? "")));
}
