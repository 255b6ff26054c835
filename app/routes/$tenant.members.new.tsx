import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { demoMail } from "../features/accounts/demo.server.ts";
import { InvitationSent, InvitePage } from "../features/accounts/InvitePage.tsx";
import { invite } from "../features/accounts/invitations.server.ts";
import { invitationForm, readMemberForm, refusedField } from "../features/accounts/members.form.ts";
import { canManageMembers } from "../features/accounts/members.policy.ts";
import { membersText } from "../features/accounts/members.text.ts";
import { config } from "../server/config.server.ts";
import { Refused } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ actor, tenant, authorize }) => {
    authorize(canManageMembers(actor));
    return json({ slug: tenant.slug });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, now, form, record, authorize }) => {
    authorize(canManageMembers(actor));
    const { typed, errors, data } = readMemberForm(invitationForm, form);
    if (!data) return json({ kind: "wrong" as const, typed, errors }, 422);
    try {
      const link = await invite(db, data, { tenant, actor, now, record, locale: localeOf(args.request) });
      return json({
        kind: "sent" as const,
        email: data.email,
        link: config().smtpUrl ? null : link,
        mail: demoMail(localeOf(args.request)),
      });
    } catch (error) {
      const refused = error instanceof Refused ? refusedField(error.code) : undefined;
      if (!refused) throw error;
      return json({ kind: "wrong" as const, typed, errors: refused }, 422);
    }
  });
}

const nothingTyped = { name: "", email: "", roles: ["reader"] };

export const meta: MetaFunction = (asked) => pageTitle(asked, membersText, (t) => t.inviteTitle);

export default function Invite() {
  const { slug } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.kind === "sent") return <InvitationSent slug={slug} {...answer} />;
  return <InvitePage slug={slug} typed={answer?.typed ?? nothingTyped} errors={answer?.errors} />;
}
