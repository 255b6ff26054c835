import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { deviceOf } from "../features/accounts/device.rules.ts";
import { EndMembershipPage } from "../features/accounts/EndMembershipPage.tsx";
import { membersPath } from "../features/accounts/members.paths.ts";
import { canManageMembers } from "../features/accounts/members.policy.ts";
import { endMembership, findMember } from "../features/accounts/members.server.ts";
import { membersText } from "../features/accounts/members.text.ts";
import { NotFound, Refused } from "../server/errors.server.ts";
import { renewOwnSession } from "../server/session.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canManageMembers(actor));
    const { account_id, name, ended_at } = await findMember(db, args.params.account!);
    if (ended_at) throw new NotFound();
    return json({
      slug: tenant.slug,
      organisation: tenant.name,
      accountId: account_id,
      name,
      isOwn: account_id === actor.accountId,
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  const account = args.params.account!;
  const outcome = await inTenant(args, async ({ db, actor, tenant, now, record, authorize }) => {
    authorize(canManageMembers(actor));
    try {
      await endMembership(db, account, { now, record });
    } catch (error) {
      if (error instanceof Refused && error.code === "last_admin") return undefined;
      throw error;
    }
    return { slug: tenant.slug, isOwn: account === actor.accountId };
  });
  if (!outcome) return json({ isLastAdmin: true }, 409);
  if (!outcome.isOwn) return redirect(`${membersPath(outcome.slug)}?notice=ended`);
  const device = deviceOf(args.request.headers.get("User-Agent"));
  return redirect("/", { headers: await renewOwnSession(args, device) });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, membersText, (t) => t.endTitle(data?.name ?? ""));

export default function EndMembership() {
  const answer = useActionData<typeof action>();
  return <EndMembershipPage {...useLoaderData<typeof loader>()} isLastAdmin={answer?.isLastAdmin ?? false} />;
}
