import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { VersionsPage } from "../features/agreements/AmendmentPages.tsx";
import { loadVersions } from "../features/agreements/amendments.server.ts";
import { agreementPartsText } from "../features/agreements/parts.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadVersions(door, args.params.id ?? "", search)));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, agreementPartsText, (t) => t.versionsTitle(data?.agreement.title ?? ""));

export default function AgreementVersions() {
  return <VersionsPage data={useLoaderData<typeof loader>()} />;
}
