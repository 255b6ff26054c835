import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { VersionsPage } from "../features/agreements/AmendmentPage.tsx";
import { loadVersions } from "../features/agreements/amendments.server.ts";
import { amendmentsText } from "../features/agreements/amendments.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadVersions(door, args.params.id ?? "", search)));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, amendmentsText, (t) => t.versionsTitle(data?.agreement.title ?? ""));

export default function AgreementVersions() {
  return <VersionsPage data={useLoaderData<typeof loader>()} />;
}
