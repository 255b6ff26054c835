import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { interestChecksText } from "../features/interest-checks/interest-checks.text.ts";
import { DecisionPage } from "../features/interest-checks/StepPages.tsx";
import { decideInterestCheck, loadDecision } from "../features/interest-checks/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadDecision(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await decideInterestCheck(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, interestChecksText, (t) => t.decideTitle(data?.survey.name ?? ""));

export default function InterestDecision() {
  return <DecisionPage data={useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
