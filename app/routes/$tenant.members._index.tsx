import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listInvitations } from "../features/accounts/invitations.server.ts";
import { MembersPage } from "../features/accounts/MembersPage.tsx";
import { canManageMembers, canSeeMembers } from "../features/accounts/members.policy.ts";
import { listMembers } from "../features/accounts/members.server.ts";
import { membersText } from "../features/accounts/members.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

const notices = ["roles", "ended", "reinstated", "revoked"] as const;

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, now, authorize }) => {
    authorize(canSeeMembers(actor));
    const canManage = canManageMembers(actor);
    const members = await listMembers(db);
    const told = new URL(args.request.url).searchParams.get("notice");
    return json({
      slug: tenant.slug,
      accountId: actor.accountId,
      canManage,
      members: canManage ? members : members.filter((member) => member.ended_at === null),
      invitations: canManage ? await listInvitations(db, now) : [],
      notice: notices.find((notice) => notice === told) ?? null,
    });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, membersText, (t) => t.title);

export default function Members() {
  return <MembersPage {...useLoaderData<typeof loader>()} />;
}
