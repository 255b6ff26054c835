import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemsFormText } from "../features/systems/form.text.ts";
import { StepPage } from "../features/systems/StepPage.tsx";
import { loadStepPage, takeStep } from "../features/systems/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const to = new URL(args.request.url).searchParams.get("to");
  return inTenant(args, async (door) => json(await loadStepPage(door, { id: args.params.id ?? "", to })));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await takeStep(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, systemsFormText, (t) => t.lifecycleTitle(data?.usage.own_name ?? ""));

export default function Lifecycle() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <StepPage data={data} typed={answer?.typed ?? data.typed} errors={answer?.errors} />;
}
