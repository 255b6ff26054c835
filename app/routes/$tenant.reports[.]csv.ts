import type { LoaderFunctionArgs } from "@remix-run/node";
import { overviewFile } from "../features/reports/overview-file.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The reports' figures as a file. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, (door) => overviewFile(door, { format: "csv", locale: localeOf(args.request) }));
}
