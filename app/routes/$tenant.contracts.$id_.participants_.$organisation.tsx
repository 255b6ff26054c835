import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changeConditions, loadConditions } from "../features/contracts/conditions.server.ts";
import { ParticipantPage } from "../features/contracts/ParticipantPages.tsx";
import { participantsText } from "../features/contracts/participants.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { id = "", organisation = "" } = args.params;
  return inTenant(args, async (door) =>
    json({ data: await loadConditions(door, id, organisation), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  const { id = "", organisation = "" } = args.params;
  return inTenant(args, async (door) => {
    const outcome = await changeConditions(door, id, organisation);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, participantsText, (t) => t.conditionsTitle(data?.data.row.name ?? ""));

export default function ParticipantRoute() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ParticipantPage data={data} formKey={formKey} isSaved={false} {...answer} />;
}
