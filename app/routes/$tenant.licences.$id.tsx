import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { LicencePage } from "../features/licences/LicencePage.tsx";
import { licencesText } from "../features/licences/licences.text.ts";
import { loadLicence } from "../features/licences/page.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json({ data: await loadLicence(door, args.params.id ?? "") }));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, licencesText, () => data?.data.licence.name ?? "");

export default function LicenceRoute() {
  const { data } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  return <LicencePage data={data} saved={search.get("saved")} />;
}
