import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { AnswerPage } from "../features/renewals/AnswerPage.tsx";
import { loadAnswer, postAnswer } from "../features/renewals/answers.server.ts";
import { pagesText } from "../features/surveys/pages.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadAnswer(door, args.params.id ?? "");
    return json({ data, formKey: randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await postAnswer(door, args.params.id ?? "");
    if ("to" in outcome) return redirect(outcome.to);
    const { status, ...answer } = outcome;
    return json(answer, status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, pagesText, (t) => t.replyTitle(data?.data.round.name ?? ""));

export default function RenewalAnswer() {
  const [search] = useSearchParams();
  const { data, formKey } = useLoaderData<typeof loader>();
  return (
    <AnswerPage
      data={data}
      formKey={formKey}
      answer={useActionData<typeof action>()}
      isDraftSaved={search.get("saved") === "draft"}
    />
  );
}
