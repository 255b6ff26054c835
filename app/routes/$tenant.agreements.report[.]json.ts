import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportReportData } from "../features/agreements/report-data.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The yearly report on avtalssamverkan as open data. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const locale = localeOf(args.request);
  return inTenant(args, (door) => exportReportData(door, search, { format: "json", locale }));
}
