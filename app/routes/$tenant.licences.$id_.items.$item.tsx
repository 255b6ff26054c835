import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { ItemPage } from "../features/licences/ItemPage.tsx";
import { licencesText } from "../features/licences/licences.text.ts";
import { dayOfSearch, loadItem } from "../features/licences/page.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      data: await loadItem(
        door,
        { agreement: args.params.id ?? "", item: args.params.item ?? "" },
        dayOfSearch(new URL(args.request.url).searchParams),
      ),
    }),
  );
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, licencesText, () => data?.data.item.name ?? "");

export default function LicenceItem() {
  const { data } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  return <ItemPage data={data} saved={search.has("saved")} />;
}
