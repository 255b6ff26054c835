import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { InvitationsPage } from "../features/contracts/ParticipatingPages.tsx";
import { answerInvitation, loadInvitations } from "../features/contracts/participating.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadInvitations(door)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect(await answerInvitation(door)));
}

export default function Invitations() {
  const [search] = useSearchParams();
  return <InvitationsPage data={useLoaderData<typeof loader>()} isSaved={search.has("saved")} />;
}
