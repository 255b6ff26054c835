import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportRun } from "../features/bulk-edits/export.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** A bulk edit's rows as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const locale = localeOf(args.request);
  return inTenant(args, async (door) => exportRun(door, args.params.id!, { format: "xlsx", locale }));
}
