import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { loadSpokenRun } from "../features/settlements/pages.server.ts";
import { RemarkPage } from "../features/settlements/RunForms.tsx";
import { runText } from "../features/settlements/run.text.ts";
import { postRemark } from "../features/settlements/words.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadSpokenRun(door, args.params);
    return json({ data, formKey: randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await postRemark(door, args.params);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches }) =>
  pageTitle({ matches }, runText, (t) => t.remarkTitle);

export default function Page() {
  const [search] = useSearchParams();
  return (
    <RemarkPage
      {...useLoaderData<typeof loader>()}
      answer={useActionData<typeof action>()}
      remark={search.get("remark") ?? ""}
    />
  );
}
