import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { confirmationsText } from "../features/confirmations/confirmations.text.ts";
import { NewRoundPage } from "../features/confirmations/NewRoundPage.tsx";
import { createRound, loadNewRound } from "../features/confirmations/rounds.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json({ ...(await loadNewRound(door)), formKey: randomUUID() }));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await createRound(door);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, confirmationsText, (t) => t.newRound);

export default function NewRound() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <NewRoundPage {...data} typed={answer?.typed ?? data.typed} errors={answer?.errors} />;
}
