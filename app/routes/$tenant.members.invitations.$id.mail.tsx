import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { demoMail } from "../features/accounts/demo.server.ts";
import { InvitationSent, SendAgainPage } from "../features/accounts/InvitePage.tsx";
import { resendInvitation } from "../features/accounts/invitations.server.ts";
import { canManageMembers } from "../features/accounts/members.policy.ts";
import { membersText } from "../features/accounts/members.text.ts";
import { config } from "../server/config.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ actor, tenant, authorize }) => {
    authorize(canManageMembers(actor));
    return json({ slug: tenant.slug });
  });
}

/** Sends an invitation again, with a new link. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, now, record, authorize }) => {
    authorize(canManageMembers(actor));
    const locale = localeOf(args.request);
    const { email, link } = await resendInvitation(db, args.params.id!, {
      tenant,
      actor,
      now,
      record,
      locale,
    });
    return json({
      slug: tenant.slug,
      email,
      link: config().smtpUrl ? null : link,
      mail: demoMail(localeOf(args.request)),
    });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, membersText, (t) => t.inviteTitle);

export default function SentAgain() {
  const answer = useActionData<typeof action>();
  const { slug } = useLoaderData<typeof loader>();
  return answer ? <InvitationSent {...answer} /> : <SendAgainPage slug={slug} />;
}
