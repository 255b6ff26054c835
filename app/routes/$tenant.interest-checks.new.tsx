import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CircleChoice } from "../features/interest-checks/CheckForm.tsx";
import { createCheck, loadNewCheck } from "../features/interest-checks/drafts.server.ts";
import { interestChecksText } from "../features/interest-checks/interest-checks.text.ts";
import { NewCheckPage } from "../features/interest-checks/NewCheckPage.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) =>
    json({ ...(await loadNewCheck(door, search, localeOf(args.request))), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await createCheck(door);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, interestChecksText, (t) => t.newTitle);

export default function NewInterestCheck() {
  const { circle, ...data } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!circle)
    return <CircleChoice slug={data.slug} circles={data.circles} kept={data.kept as [string, string][]} />;
  return <NewCheckPage {...data} circle={circle} {...answer} />;
}
