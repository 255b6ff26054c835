import type { LoaderFunctionArgs } from "@remix-run/node";
import { processingFile } from "../features/reports/processing-file.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The record of processing as a file. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, (door) => processingFile(door, { format: "csv", locale: localeOf(args.request) }));
}
