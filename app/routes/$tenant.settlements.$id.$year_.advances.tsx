import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { AdvancesPage } from "../features/settlements/AdvancesPage.tsx";
import { changeAdvances, loadAdvances } from "../features/settlements/advances.server.ts";
import { budgetText } from "../features/settlements/budget.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadAdvances(door, args.params.id, args.params.year);
    return json({ data });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeAdvances(door, args.params.id, args.params.year);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, budgetText, (t) => t.advancesTitle(data?.data.year ?? 0));

export default function Page() {
  const [search] = useSearchParams();
  return (
    <AdvancesPage
      {...useLoaderData<typeof loader>()}
      answer={useActionData<typeof action>()}
      isSaved={search.has("saved")}
    />
  );
}
