import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportProof } from "../features/interest-checks/proof.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The proof that coordination was considered, for the decision file. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, (door) => exportProof(door, args.params.id ?? "", localeOf(args.request)));
}
