import type { LoaderFunctionArgs } from "@remix-run/node";
import { statementSie } from "../features/settlements/statements.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The settlement as a SIE 4 file for the own books. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, (door) => statementSie(door, args.params, localeOf(args.request)));
}
