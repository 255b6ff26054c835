import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportSheet } from "../features/renewals/export.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The result of a renewal survey as XLSX. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, (door) => exportSheet(door, args.params.id ?? "", localeOf(args.request)));
}
