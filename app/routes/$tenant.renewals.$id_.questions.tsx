import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { roundCourse } from "../features/renewals/course.server.ts";
import { renewalPartPath } from "../features/renewals/renewals.paths.ts";
import { renewalsText } from "../features/renewals/renewals.text.ts";
import { useRoundPlace } from "../features/renewals/useRoundPlace.ts";
import { QuestionsPage } from "../features/surveys/QuestionsPage.tsx";
import { changeQuestions, loadQuestions } from "../features/surveys/questions.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";
import { useText } from "../text/useText.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadQuestions(door, roundCourse, args.params.id ?? "");
    return json({ data, formKey: randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const id = args.params.id ?? "";
    const here = renewalPartPath(door.tenant.slug, id, "questions");
    const outcome = await changeQuestions(door, roundCourse, { id, here });
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, renewalsText, (t) => t.questionsTitle(data?.data.name ?? ""));

export default function RenewalQuestions() {
  const [search] = useSearchParams();
  const { data, formKey } = useLoaderData<typeof loader>();
  const t = useText(renewalsText);
  // a new key is a new form: what was typed for the question just added is gone
  return (
    <QuestionsPage
      key={data.questions.length}
      place={useRoundPlace(data.slug, data)}
      words={{ title: t.questionsTitle(data.name), lead: t.questionsLead, back: t.backToRound }}
      data={data}
      formKey={formKey}
      isAdded={search.has("added")}
      {...useActionData<typeof action>()}
    />
  );
}
