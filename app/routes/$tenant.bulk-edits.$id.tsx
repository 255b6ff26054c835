import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { bulkEditsText } from "../features/bulk-edits/bulk-edits.text.ts";
import { RunPage } from "../features/bulk-edits/RunPage.tsx";
import { loadRunPage } from "../features/bulk-edits/run-page.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadRunPage(door, args.params.id!, search)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, bulkEditsText, (t) => t.title);

export default function BulkEdit() {
  return <RunPage {...useLoaderData<typeof loader>()} />;
}
