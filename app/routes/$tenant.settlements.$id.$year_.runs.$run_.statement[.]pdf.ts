import type { LoaderFunctionArgs } from "@remix-run/node";
import { statementPdf } from "../features/settlements/statements.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The statement of a party, or the whole allocation, as PDF. */
export async function loader(args: LoaderFunctionArgs) {
  const party = new URL(args.request.url).searchParams.get("party");
  return inTenant(args, (door) => statementPdf(door, args.params, party, localeOf(args.request)));
}
