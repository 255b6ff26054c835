import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { InvitationsPage } from "../features/contracts/ParticipatingPages.tsx";
import { participantsText } from "../features/contracts/participants.text.ts";
import { answerInvitation, loadInvitations } from "../features/contracts/participating.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadInvitations(door)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect(await answerInvitation(door)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, participantsText, (t) => t.invitationsTitle);

export default function Invitations() {
  const [search] = useSearchParams();
  return <InvitationsPage data={useLoaderData<typeof loader>()} isSaved={search.has("saved")} />;
}
