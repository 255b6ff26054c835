import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { changeCosts, loadCosts } from "../features/renewals/costs.server.ts";
import { CostsPage } from "../features/renewals/DraftPages.tsx";
import { renewalsText } from "../features/renewals/renewals.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadCosts(door, args.params.id ?? "", search)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeCosts(door, args.params.id ?? "");
    if ("to" in outcome) return redirect(outcome.to);
    door.unrecorded("nothing was written");
    return json(outcome, "" in outcome.errors ? 409 : 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, renewalsText, (t) => t.costsTitle(data?.round.name ?? ""));

export default function RenewalCosts() {
  const [search] = useSearchParams();
  const data = useLoaderData<typeof loader>();
  return (
    <CostsPage
      key={data.round.version}
      data={data}
      isSaved={search.has("saved")}
      {...useActionData<typeof action>()}
    />
  );
}
