import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { bulkEditsText } from "../features/bulk-edits/bulk-edits.text.ts";
import { WishPage } from "../features/bulk-edits/WishPage.tsx";
import { loadWishPage, saveWish } from "../features/bulk-edits/wish.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadWishPage(door, args.params.id!, search)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await saveWish(door, args.params.id!);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, bulkEditsText, (t) => t.chooseTitle);

export default function BulkEditFields() {
  return <WishPage data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
