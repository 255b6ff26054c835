import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { checkCourse } from "../features/interest-checks/course.server.ts";
import { interestChecksText } from "../features/interest-checks/interest-checks.text.ts";
import { ExtensionPage } from "../features/interest-checks/StepPages.tsx";
import { extendInterestCheck } from "../features/interest-checks/steps.server.ts";
import { loadStep } from "../features/surveys/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json(await loadStep(door, checkCourse, { id: args.params.id ?? "", step: "extended" })),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await extendInterestCheck(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, interestChecksText, (t) => t.extendTitle(data?.survey.name ?? ""));

export default function Extension() {
  return <ExtensionPage data={useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
