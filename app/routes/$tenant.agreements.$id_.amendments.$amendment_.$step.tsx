import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { loadAmendmentStep, takeAmendmentStep } from "../features/agreements/amendment-steps.server.ts";
import { amendmentsText } from "../features/agreements/amendments.text.ts";
import { AmendmentStepPage } from "../features/agreements/StepPage.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { id = "", amendment = "", step = "" } = args.params;
  return inTenant(args, async (door) =>
    json(await loadAmendmentStep(door, id, amendment, step, localeOf(args.request))),
  );
}

export async function action(args: ActionFunctionArgs) {
  const { id = "", amendment = "", step = "" } = args.params;
  return inTenant(args, async (door) => {
    const outcome = await takeAmendmentStep(door, id, amendment, step, localeOf(args.request));
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 409);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, amendmentsText, (t) =>
    t.steps[data?.step ?? "sending"].title(data?.amendment.title ?? ""),
  );

export default function AmendmentStep() {
  return <AmendmentStepPage data={useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
