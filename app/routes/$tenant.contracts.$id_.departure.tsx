import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DeparturePage } from "../features/contracts/ParticipatingPages.tsx";
import { participantsText } from "../features/contracts/participants.text.ts";
import { loadDeparture, saveDeparture } from "../features/contracts/participating.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const organisation = new URL(args.request.url).searchParams.get("organisation");
  return inTenant(args, async (door) => json(await loadDeparture(door, args.params.id ?? "", organisation)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await saveDeparture(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, participantsText, (t) =>
    t.departureTitle(data?.row.name ?? "", data?.contract.name ?? ""),
  );

export default function Departure() {
  const answer = useActionData<typeof action>();
  return <DeparturePage data={useLoaderData<typeof loader>()} errors={answer?.errors} />;
}
