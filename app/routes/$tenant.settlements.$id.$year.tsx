import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { loadYear } from "../features/settlements/pages.server.ts";
import { settlementsText } from "../features/settlements/settlements.text.ts";
import { YearPage } from "../features/settlements/YearPage.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadYear(door, args.params.id, args.params.year)));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, settlementsText, (t) => t.yearTitle(data?.agreement.title ?? "", data?.year ?? 0));

export default function SettlementYear() {
  const [search] = useSearchParams();
  return <YearPage data={useLoaderData<typeof loader>()} saved={search.get("saved")} />;
}
