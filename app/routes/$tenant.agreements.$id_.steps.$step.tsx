import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { decisionsText } from "../features/agreements/decisions.text.ts";
import { StepPage } from "../features/agreements/StepPage.tsx";
import { loadStep, takeStep } from "../features/agreements/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { id = "", step = "" } = args.params;
  return inTenant(args, async (door) => json(await loadStep(door, id, step, localeOf(args.request))));
}

export async function action(args: ActionFunctionArgs) {
  const { id = "", step = "" } = args.params;
  return inTenant(args, async (door) => {
    const outcome = await takeStep(door, id, step, localeOf(args.request));
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 409);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, decisionsText, (t) =>
    t.steps[data?.step ?? "sending"].title(data?.agreement.title ?? ""),
  );

export default function AgreementStep() {
  return <StepPage data={useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
