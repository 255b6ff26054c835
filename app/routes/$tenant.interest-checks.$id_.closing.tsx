import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ReasonPage } from "../features/interest-checks/StepPages.tsx";
import { closeInterestCheck, loadStep } from "../features/interest-checks/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadStep(door, args.params.id ?? "", "closed")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await closeInterestCheck(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export default function Closing() {
  return (
    <ReasonPage step="close" data={useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />
  );
}
