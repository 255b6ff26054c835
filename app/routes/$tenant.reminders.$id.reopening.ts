import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { mayHandleContract } from "../features/reminders/page.server.ts";
import { remindersPath } from "../features/reminders/reminders.paths.ts";
import { hasReminders } from "../features/reminders/reminders.policy.ts";
import { findLadder, reopenLadder } from "../features/reminders/reminders.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** Takes back that a deadline is handled: its reminders are on again. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(hasReminders(door.tenant, door.actor));
    const ladder = await findLadder(door.db, args.params.id!);
    door.authorize(await mayHandleContract(door, ladder.contract_id));
    await reopenLadder(door, ladder);
    return redirect(remindersPath(door.tenant.slug, "?done=reopened"));
  });
}
