import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MeetingPage } from "../features/overlap/MeetingPage.tsx";
import { canSeeOverlap } from "../features/overlap/overlap.policy.ts";
import { MEETING_ITEMS, MEETING_PAGES } from "../features/overlap/overlap.rules.ts";
import { findOverlap } from "../features/overlap/overlap.server.ts";
import { overlapText } from "../features/overlap/overlap.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    door.authorize(canSeeOverlap(door.tenant));
    const overlap = await findOverlap(door, search, {
      limit: MEETING_PAGES,
      itemsPerCell: MEETING_ITEMS,
      via: "overlap",
    });
    return json({ slug: door.tenant.slug, overlap });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, overlapText, (t) => t.meetingTitle);

export default function OverlapMeeting() {
  return <MeetingPage {...useLoaderData<typeof loader>()} />;
}
