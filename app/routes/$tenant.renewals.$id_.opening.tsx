import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { roundCourse } from "../features/renewals/course.server.ts";
import { renewalsText } from "../features/renewals/renewals.text.ts";
import { sendRound } from "../features/renewals/steps.server.ts";
import { useRoundPlace } from "../features/renewals/useRoundPlace.ts";
import { pagesText } from "../features/surveys/pages.text.ts";
import { OpeningPage } from "../features/surveys/StepPages.tsx";
import { loadStep } from "../features/surveys/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";
import { useText } from "../text/useText.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json(await loadStep(door, roundCourse, { id: args.params.id ?? "", step: "open" })),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await sendRound(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, pagesText, (t) => t.openTitle(data?.survey.name ?? ""));

export default function RenewalOpening() {
  const data = useLoaderData<typeof loader>();
  const place = useRoundPlace(data.slug, data.survey);
  const t = useText(renewalsText);
  return <OpeningPage place={place} data={data} words={t} />;
}
