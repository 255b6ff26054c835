import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportResult } from "../features/interest-checks/proof.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The replies to an interest check as XLSX. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, (door) => exportResult(door, args.params.id ?? "", localeOf(args.request)));
}
