import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportHistoryFile } from "../features/systems/history.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The organisation's history as CSV, for audit. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, (door) =>
    exportHistoryFile(door, { search, format: "csv", locale: localeOf(args.request) }),
  );
}
