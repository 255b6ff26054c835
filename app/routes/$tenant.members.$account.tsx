import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { deviceOf } from "../features/accounts/device.rules.ts";
import { MemberPage } from "../features/accounts/MemberPage.tsx";
import { readMemberForm, refusedField, rolesForm } from "../features/accounts/members.form.ts";
import { membersPath } from "../features/accounts/members.paths.ts";
import { canManageMembers } from "../features/accounts/members.policy.ts";
import { changeRoles, findMember } from "../features/accounts/members.server.ts";
import { membersText } from "../features/accounts/members.text.ts";
import { NotFound, Refused } from "../server/errors.server.ts";
import { renewOwnSession } from "../server/session.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canManageMembers(actor));
    const member = await findMember(db, args.params.account!);
    if (member.ended_at) throw new NotFound();
    const { account_id, name, email, roles } = member;
    return json({ slug: tenant.slug, member: { account_id, name, email, roles } });
  });
}

export async function action(args: ActionFunctionArgs) {
  const account = args.params.account!;
  const outcome = await inTenant(args, async ({ db, actor, tenant, form, record, authorize }) => {
    authorize(canManageMembers(actor));
    const { typed, errors, data } = readMemberForm(rolesForm, form);
    if (!data) return { kind: "wrong" as const, roles: typed.roles, errors };
    try {
      await changeRoles(db, account, data.roles, record);
    } catch (error) {
      const refused = error instanceof Refused ? refusedField(error.code) : undefined;
      if (!refused) throw error;
      return { kind: "wrong" as const, roles: typed.roles, errors: refused };
    }
    return { kind: "done" as const, slug: tenant.slug, isOwn: account === actor.accountId };
  });
  if (outcome.kind === "wrong") return json(outcome, 422);
  const device = deviceOf(args.request.headers.get("User-Agent"));
  const headers = outcome.isOwn ? await renewOwnSession(args, device) : undefined;
  return redirect(`${membersPath(outcome.slug)}?notice=roles`, { headers });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, membersText, (t) => t.rolesTitle(data?.member.name ?? ""));

export default function Member() {
  const answer = useActionData<typeof action>();
  return <MemberPage {...useLoaderData<typeof loader>()} answer={answer} />;
}
