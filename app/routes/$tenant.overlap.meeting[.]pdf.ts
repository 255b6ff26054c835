import type { LoaderFunctionArgs } from "@remix-run/node";
import { meetingPdf } from "../features/overlap/meeting-pdf.server.ts";
import { canSeeOverlap } from "../features/overlap/overlap.policy.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The meeting papers as a file, with the choice of the address. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    door.authorize(canSeeOverlap(door.tenant));
    return meetingPdf(door, search, localeOf(args.request));
  });
}
