import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { licencesText } from "../features/licences/licences.text.ts";
import { LicenceInvitationsPage } from "../features/licences/MemberPages.tsx";
import { answerLicence, loadLicenceInvitations } from "../features/licences/members.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadLicenceInvitations(door)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect(await answerLicence(door)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, licencesText, (t) => t.invitationsTitle);

export default function LicenceInvitations() {
  return <LicenceInvitationsPage data={useLoaderData<typeof loader>()} />;
}
