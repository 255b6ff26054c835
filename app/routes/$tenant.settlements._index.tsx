import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadSettlements } from "../features/settlements/pages.server.ts";
import { SettlementsPage } from "../features/settlements/SettlementsPage.tsx";
import { settlementsText } from "../features/settlements/settlements.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadSettlements(door)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, settlementsText, (t) => t.title);

export default function Settlements() {
  return <SettlementsPage data={useLoaderData<typeof loader>()} />;
}
