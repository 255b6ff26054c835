import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { checkCourse } from "../features/interest-checks/course.server.ts";
import { useCheckPlace } from "../features/interest-checks/useCheckPlace.ts";
import { pagesText } from "../features/surveys/pages.text.ts";
import { WithdrawalPage } from "../features/surveys/StepPages.tsx";
import { loadStep, withdrawSurvey } from "../features/surveys/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json(await loadStep(door, checkCourse, { id: args.params.id ?? "", step: "withdrawn" })),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await withdrawSurvey(door, checkCourse, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, pagesText, (t) => t.withdrawTitle(data?.survey.name ?? ""));

export default function InterestWithdrawal() {
  const data = useLoaderData<typeof loader>();
  const place = useCheckPlace(data.slug, data.survey);
  return <WithdrawalPage place={place} data={data} {...useActionData<typeof action>()} />;
}
