import type { LoaderFunctionArgs } from "@remix-run/node";
import { canSeeRadar } from "../features/radar/radar.policy.ts";
import { radarFile } from "../features/radar/sheet.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The contract radar as a file, with the choice of the address. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    door.authorize(canSeeRadar(door.tenant));
    return radarFile(door, search, { format: "csv", locale: localeOf(args.request) });
  });
}
