import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { roundCourse } from "../features/renewals/course.server.ts";
import { useRoundPlace } from "../features/renewals/useRoundPlace.ts";
import { pagesText } from "../features/surveys/pages.text.ts";
import { ClosingPage } from "../features/surveys/StepPages.tsx";
import { closeSurvey, loadStep } from "../features/surveys/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json(await loadStep(door, roundCourse, { id: args.params.id ?? "", step: "closed" })),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await closeSurvey(door, roundCourse, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, pagesText, (t) => t.closeTitle(data?.survey.name ?? ""));

export default function RenewalClosing() {
  const data = useLoaderData<typeof loader>();
  const place = useRoundPlace(data.slug, data.survey);
  return <ClosingPage place={place} data={data} {...useActionData<typeof action>()} />;
}
