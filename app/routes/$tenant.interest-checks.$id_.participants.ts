import { type ActionFunctionArgs, json, redirect } from "@remix-run/node";
import { changeParticipant } from "../features/interest-checks/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** Lets in somebody who put itself forward, or notes whether a condition is met. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeParticipant(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}
