import type { LoaderFunctionArgs } from "@remix-run/node";
import { canSeeOverlap } from "../features/overlap/overlap.policy.ts";
import { overlapFile } from "../features/overlap/sheet.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The overlap matrix as a file, with the choice of the address. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    door.authorize(canSeeOverlap(door.tenant));
    return overlapFile(door, search, { format: "csv", locale: localeOf(args.request) });
  });
}
