import type { LoaderFunctionArgs } from "@remix-run/node";
import { canSeeItCosts } from "../features/it-costs/it-costs.policy.ts";
import { itCostsFile } from "../features/it-costs/sheet.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The comparison of IT cost as a file, with the choice of the address. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    door.authorize(canSeeItCosts(door.tenant));
    return itCostsFile(door, search, { format: "csv", locale: localeOf(args.request) });
  });
}
