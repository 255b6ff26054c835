import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { CheckQuestionsPage } from "../features/interest-checks/CheckQuestionsPage.tsx";
import { interestChecksText } from "../features/interest-checks/interest-checks.text.ts";
import { changeCheckQuestions, loadCheckQuestions } from "../features/interest-checks/questions.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadCheckQuestions(door, args.params.id ?? "");
    return json({ data, formKey: randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeCheckQuestions(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, interestChecksText, (t) => t.questionsTitle);

export default function InterestQuestions() {
  const [search] = useSearchParams();
  const { data, formKey } = useLoaderData<typeof loader>();
  // a new key is a new form: what was typed for the question just added is gone
  return (
    <CheckQuestionsPage
      key={data.questions.length}
      data={data}
      formKey={formKey}
      isAdded={search.has("added")}
      {...useActionData<typeof action>()}
    />
  );
}
