import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadLicenceHistory } from "../features/licences/history.server.ts";
import { LicenceHistory } from "../features/licences/LicenceHistory.tsx";
import { licencesText } from "../features/licences/licences.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadLicenceHistory(door, args.params.id ?? "", search)));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, licencesText, (t) => `${t.changes}: ${data?.licence.name ?? ""}`);

export default function History() {
  return <LicenceHistory {...useLoaderData<typeof loader>()} />;
}
