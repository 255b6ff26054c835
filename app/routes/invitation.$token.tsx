import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { newAccountForm, readForm } from "../features/accounts/accounts.form.ts";
import { deviceOf } from "../features/accounts/device.rules.ts";
import { InvitationPage, type InvitationState } from "../features/accounts/InvitationPage.tsx";
import {
  acceptInvitation,
  createInvitedAccount,
  findInvitation,
  type OpenInvitation,
} from "../features/accounts/invitations.server.ts";
import { membersText } from "../features/accounts/members.text.ts";
import { inPublic } from "../server/account-door.server.ts";
import { Refused } from "../server/errors.server.ts";
import { renewOwnSession, type SignedIn, startSession } from "../server/session.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inPublic(args, async ({ person, now }) => {
    const invitation = await findInvitation(args.params.token!, now);
    const t = textFor(membersText, localeOf(args.request));
    const title = invitation ? t.welcomeTitle(invitation.organisation) : t.deadTitle;
    const state = stateFor(invitation, person, new URL(args.request.url).pathname);
    return json({ state, title }, invitation ? 200 : 410);
  });
}

export async function action(args: ActionFunctionArgs) {
  return inPublic(args, async ({ person, form, now }) => {
    const device = deviceOf(args.request.headers.get("User-Agent"));
    const invitation = await findInvitation(args.params.token!, now);
    const again = redirect(new URL(args.request.url).pathname);
    if (!invitation) return again;
    const state = stateFor(invitation, person, new URL(args.request.url).pathname);
    const home = `/${invitation.slug}`;
    try {
      if (state.kind === "accept" && person) {
        await acceptInvitation(invitation, { id: person.accountId, name: person.name }, now);
        return redirect(home, { headers: await renewOwnSession(args, device) });
      }
      if (state.kind !== "new") return again;
      const read = readForm(newAccountForm, form);
      if (!read.ok)
        return json({ name: String(form.get("name") ?? "").slice(0, 200), errors: read.errors }, 422);
      const id = await createInvitedAccount(invitation, read.data);
      if (!id) return again; // the account was made meanwhile: the page now says so
      await acceptInvitation(invitation, { id, name: read.data.name }, now);
      const cookie = await startSession(id, { secondFactorAt: null, device, replaces: person?.sessionId });
      return redirect(home, { headers: { "Set-Cookie": cookie } });
    } catch (error) {
      if (error instanceof Refused && error.code === "invitation_used") return again;
      throw error;
    }
  });
}

function stateFor(
  invitation: OpenInvitation | undefined,
  person: SignedIn | undefined,
  path: string,
): InvitationState {
  if (!invitation) return { kind: "dead" };
  const { organisation, name, email, roles, accountId } = invitation;
  const invited = { organisation, name, email, roles };
  const to = encodeURIComponent(path);
  const isHalfway = person?.hasSecondFactor && !person.secondFactorAt;
  if (person && person.email !== email) return { kind: "other_account", own: person.email, ...invited };
  if (person && !isHalfway) return { kind: "accept", signInHref: "", ...invited };
  if (!accountId) return { kind: "new", signInHref: "", ...invited };
  return { kind: "sign_in", signInHref: `/login?to=${to}`, ...invited };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} – Samverka` : "Samverka" },
];

export default function Invitation() {
  const { state } = useLoaderData<typeof loader>();
  return <InvitationPage state={state} answer={useActionData<typeof action>()} />;
}
