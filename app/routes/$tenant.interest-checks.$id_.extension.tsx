import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { interestChecksText } from "../features/interest-checks/interest-checks.text.ts";
import { ReasonPage } from "../features/interest-checks/StepPages.tsx";
import { extendInterestCheck, loadStep } from "../features/interest-checks/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadStep(door, args.params.id ?? "", "extended")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await extendInterestCheck(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, interestChecksText, (t) => t.extendTitle(data?.check.name ?? ""));

export default function Extension() {
  return (
    <ReasonPage step="extend" data={useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />
  );
}
