import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { revokeInvitation } from "../features/accounts/invitations.server.ts";
import { membersPath } from "../features/accounts/members.paths.ts";
import { canManageMembers } from "../features/accounts/members.policy.ts";
import { inTenant } from "../server/tenant.server.ts";

/** Withdraws an invitation. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, now, record, authorize }) => {
    authorize(canManageMembers(actor));
    await revokeInvitation(db, args.params.id!, { now, record });
    return redirect(`${membersPath(tenant.slug)}?notice=revoked`);
  });
}
