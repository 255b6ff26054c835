import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { bulkEditsText } from "../features/bulk-edits/bulk-edits.text.ts";
import { ReversalPage } from "../features/bulk-edits/ReversalPage.tsx";
import { loadReversalPage, postReversal } from "../features/bulk-edits/run-page.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    const page = await loadReversalPage(door, args.params.id!, search);
    return page.to === undefined ? json(page) : redirect(page.to);
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await postReversal(door, args.params.id!);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, bulkEditsText, (t) => t.revertTitle);

export default function Reversal() {
  return <ReversalPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
