import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ParticipantsPage } from "../features/renewals/DraftPages.tsx";
import { loadParticipants, updateParticipants } from "../features/renewals/drafts.server.ts";
import { renewalsText } from "../features/renewals/renewals.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadParticipants(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await updateParticipants(door, args.params.id ?? "");
    if ("to" in outcome) return redirect(outcome.to);
    door.unrecorded("nothing was written");
    return json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, renewalsText, (t) => t.participantsTitle(data?.round.name ?? ""));

export default function RenewalParticipants() {
  return <ParticipantsPage data={useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
