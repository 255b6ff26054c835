import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ReplyPage } from "../features/interest-checks/ReplyPage.tsx";
import { loadReply, postCheckReply } from "../features/interest-checks/replies.server.ts";
import { pagesText } from "../features/surveys/pages.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadReply(door, args.params.id ?? "");
    return json({ data, formKey: randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await postCheckReply(door, args.params.id ?? "");
    if ("to" in outcome) return redirect(outcome.to);
    const { status, ...answer } = outcome;
    return json(answer, status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, pagesText, (t) => t.replyTitle(data?.data.check.name ?? ""));

export default function InterestReply() {
  return <ReplyPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
