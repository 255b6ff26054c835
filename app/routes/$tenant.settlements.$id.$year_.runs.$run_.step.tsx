import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { loadKeptRun } from "../features/settlements/pages.server.ts";
import { StepPage } from "../features/settlements/RunForms.tsx";
import { runText } from "../features/settlements/run.text.ts";
import { stepSettlement } from "../features/settlements/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadKeptRun(door, args.params);
    return json({ data });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await stepSettlement(door, args.params);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches }) =>
  pageTitle({ matches }, runText, (t) => t.columns.settlement);

export default function Page() {
  const [search] = useSearchParams();
  return (
    <StepPage
      {...useLoaderData<typeof loader>()}
      answer={useActionData<typeof action>()}
      to={search.get("to") ?? ""}
    />
  );
}
