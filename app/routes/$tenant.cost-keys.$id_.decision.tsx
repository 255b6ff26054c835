import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { KeyDecisionPage } from "../features/settlements/CostKeyPage.tsx";
import { keyText } from "../features/settlements/key.text.ts";
import { decideKey, loadKeyDecision } from "../features/settlements/key-versions.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    return json(await loadKeyDecision(door, args.params.id));
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await decideKey(door, args.params.id);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, keyText, (t) =>
    t.decideKeyTitle(t.keyRow(data?.row.name ?? "", data?.row.key_version ?? 1)),
  );

export default function CostKeyDecision() {
  return <KeyDecisionPage data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
