import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { bulkEditsText } from "../features/bulk-edits/bulk-edits.text.ts";
import { RunsPage } from "../features/bulk-edits/RunsPage.tsx";
import { loadRunsPage } from "../features/bulk-edits/run-page.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadRunsPage(door, search)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, bulkEditsText, (t) => t.title);

export default function BulkEdits() {
  return <RunsPage {...useLoaderData<typeof loader>()} />;
}
