import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { membersPath } from "../features/accounts/members.paths.ts";
import { canManageMembers } from "../features/accounts/members.policy.ts";
import { reinstateMember } from "../features/accounts/members.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** Lets a former member back in. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, record, authorize }) => {
    authorize(canManageMembers(actor));
    await reinstateMember(db, args.params.account!, record);
    return redirect(`${membersPath(tenant.slug)}?notice=reinstated`);
  });
}
