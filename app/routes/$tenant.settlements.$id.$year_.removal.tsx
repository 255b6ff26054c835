import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { budgetText } from "../features/settlements/budget.text.ts";
import { RemovalPage } from "../features/settlements/RemovalPage.tsx";
import { loadRemoval } from "../features/settlements/removal.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json(await loadRemoval(door, args.params, new URL(args.request.url).searchParams)),
  );
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, budgetText, (t) => (data ? t.removalTitles[data.removed.what] : t.remove));

export default function SettlementRemoval() {
  return <RemovalPage data={useLoaderData<typeof loader>()} />;
}
