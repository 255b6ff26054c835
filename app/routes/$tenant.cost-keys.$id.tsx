import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { CostKeyPage } from "../features/settlements/CostKeyPage.tsx";
import { keyText } from "../features/settlements/key.text.ts";
import { loadCostKey } from "../features/settlements/key-page.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { searchParams } = new URL(args.request.url);
  return inTenant(args, async (door) =>
    json(await loadCostKey(door, args.params.id, searchParams, localeOf(args.request))),
  );
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, keyText, (t) =>
    [t.keyRow(data?.row.name ?? "", data?.row.key_version ?? 1), data?.agreement.title].join(", "),
  );

export default function CostKey() {
  const [search] = useSearchParams();
  return <CostKeyPage data={useLoaderData<typeof loader>()} saved={search.get("saved")} />;
}
