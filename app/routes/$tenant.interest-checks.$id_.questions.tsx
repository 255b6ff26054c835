import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { checkCourse } from "../features/interest-checks/course.server.ts";
import { interestPartPath } from "../features/interest-checks/interest-checks.paths.ts";
import { interestChecksText } from "../features/interest-checks/interest-checks.text.ts";
import { useCheckPlace } from "../features/interest-checks/useCheckPlace.ts";
import { QuestionsPage } from "../features/surveys/QuestionsPage.tsx";
import { changeQuestions, loadQuestions } from "../features/surveys/questions.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";
import { useText } from "../text/useText.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadQuestions(door, checkCourse, args.params.id ?? "");
    return json({ data, formKey: randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const id = args.params.id ?? "";
    const here = interestPartPath(door.tenant.slug, id, "questions");
    const outcome = await changeQuestions(door, checkCourse, { id, here });
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, interestChecksText, (t) => t.questionsTitle(data?.data.name ?? ""));

export default function InterestQuestions() {
  const [search] = useSearchParams();
  const { data, formKey } = useLoaderData<typeof loader>();
  const t = useText(interestChecksText);
  // a new key is a new form: what was typed for the question just added is gone
  return (
    <QuestionsPage
      key={data.questions.length}
      place={useCheckPlace(data.slug, data)}
      words={{ title: t.questionsTitle(data.name), lead: t.questionsLead, back: t.backToCheck }}
      data={data}
      formKey={formKey}
      isAdded={search.has("added")}
      {...useActionData<typeof action>()}
    />
  );
}
