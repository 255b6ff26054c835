import type { LoaderFunctionArgs } from "@remix-run/node";
import { opennessFile } from "../features/reports/openness-file.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The figures of open standards and lock-in as a file. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, (door) => opennessFile(door, { format: "csv", locale: localeOf(args.request) }));
}
