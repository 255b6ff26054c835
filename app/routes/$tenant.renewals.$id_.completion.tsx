import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { renewalsText } from "../features/renewals/renewals.text.ts";
import { CompletionPage } from "../features/renewals/StepPages.tsx";
import { completeSurvey, loadCompletion } from "../features/renewals/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadCompletion(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await completeSurvey(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, renewalsText, (t) => t.completeTitle(data?.survey.name ?? ""));

export default function RenewalCompletion() {
  return <CompletionPage data={useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
