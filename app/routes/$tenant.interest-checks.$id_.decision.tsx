import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DecisionPage } from "../features/interest-checks/StepPages.tsx";
import { decideInterestCheck, loadDecision } from "../features/interest-checks/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadDecision(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await decideInterestCheck(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export default function InterestDecision() {
  return <DecisionPage data={useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
