import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { ReportPage } from "../features/agreements/ReportPage.tsx";
import { loadReport } from "../features/agreements/report.server.ts";
import { reportText } from "../features/agreements/report.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadReport(door, search, localeOf(args.request))));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, reportText, (t) => (data ? t.title(data.year) : t.pageTitle));

export default function AgreementReport() {
  const [search] = useSearchParams();
  return <ReportPage data={useLoaderData<typeof loader>()} isSaved={search.has("saved")} />;
}
