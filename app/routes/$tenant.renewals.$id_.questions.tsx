import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { changeRoundQuestions, loadRoundQuestions } from "../features/renewals/questions.server.ts";
import { renewalsText } from "../features/renewals/renewals.text.ts";
import { RoundQuestionsPage } from "../features/renewals/StepPages.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadRoundQuestions(door, args.params.id ?? "");
    return json({ data, formKey: randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeRoundQuestions(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, renewalsText, (t) => t.questionsTitle(data?.data.name ?? ""));

export default function RenewalQuestions() {
  const [search] = useSearchParams();
  const { data, formKey } = useLoaderData<typeof loader>();
  // a new key is a new form: what was typed for the question just added is gone
  return (
    <RoundQuestionsPage
      key={data.questions.length}
      data={data}
      formKey={formKey}
      isAdded={search.has("added")}
      {...useActionData<typeof action>()}
    />
  );
}
