import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportReport } from "../features/agreements/report.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The yearly report on avtalssamverkan as a document for the council. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, (door) => exportReport(door, search, localeOf(args.request)));
}
