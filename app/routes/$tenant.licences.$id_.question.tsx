import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { licencesText } from "../features/licences/licences.text.ts";
import { QuestionPage } from "../features/licences/MemberPages.tsx";
import { askCoordinator, loadQuestion } from "../features/licences/page.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      data: await loadQuestion(
        door,
        args.params.id ?? "",
        new URL(args.request.url).searchParams.get("field"),
      ),
      formKey: randomUUID(),
    }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await askCoordinator(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, licencesText, (t) => t.questionTitle(data?.data.licence.name ?? ""));

export default function LicenceQuestion() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <QuestionPage data={data} formKey={formKey} {...answer} />;
}
