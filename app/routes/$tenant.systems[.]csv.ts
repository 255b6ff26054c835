import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportSystems } from "../features/systems/export.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The systems list as CSV, with the list's own filters, sorting and columns. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, (door) =>
    exportSystems(door, { search, format: "csv", locale: localeOf(args.request) }),
  );
}
