import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { loadPlacement, placeByHand } from "../features/renewals/placement.server.ts";
import { resultText } from "../features/renewals/result.text.ts";
import { PlacementPage } from "../features/renewals/StepPages.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadPlacement(door, args.params.id ?? "", search)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await placeByHand(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, resultText, (t) =>
    data?.group
      ? t.placementSome(t.buckets[data.group] ?? "")
      : t.placementTitle(data?.organisations[0]?.name ?? ""),
  );

export default function RenewalPlacement() {
  return <PlacementPage data={useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
