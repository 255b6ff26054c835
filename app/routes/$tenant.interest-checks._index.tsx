import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChecksPage } from "../features/interest-checks/ChecksPage.tsx";
import { loadChecks } from "../features/interest-checks/checks.server.ts";
import { interestChecksText } from "../features/interest-checks/interest-checks.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadChecks(door)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, interestChecksText, (t) => t.title);

export default function InterestChecks() {
  return <ChecksPage data={useLoaderData<typeof loader>()} />;
}
