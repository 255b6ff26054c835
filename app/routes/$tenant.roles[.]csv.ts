import type { LoaderFunctionArgs } from "@remix-run/node";
import { rolesFile } from "../features/roles/file.server.ts";
import { mayReadRoles } from "../features/roles/roles.policy.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** Systems by role as CSV, with the same choice as on screen. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(mayReadRoles(door.actor, door.tenant));
    return rolesFile(door, new URL(args.request.url).searchParams, localeOf(args.request));
  });
}
