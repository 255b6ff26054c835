import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listFunctions } from "../features/functions/functions.server.ts";
import { canSeeOverlap } from "../features/overlap/overlap.policy.ts";
import { readOverlapQuery } from "../features/overlap/query.rules.ts";
import { TimelinePage } from "../features/overlap/TimelinePage.tsx";
import { TIMELINE_ROWS } from "../features/overlap/timeline.rules.ts";
import { findTimeline, listOwnHidden } from "../features/overlap/timeline.server.ts";
import { timelineText } from "../features/overlap/timeline.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    door.authorize(canSeeOverlap(door.tenant));
    const timeline = await findTimeline(door, search, {
      limit: TIMELINE_ROWS,
      offset: (readOverlapQuery(search).page - 1) * TIMELINE_ROWS,
      via: "overlap",
    });
    return json({
      slug: door.tenant.slug,
      functions: await listFunctions(door.db),
      timeline,
      ownHidden: await listOwnHidden(door, timeline.axis),
    });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, timelineText, (t) => t.title);

export default function OverlapTimeline() {
  return <TimelinePage {...useLoaderData<typeof loader>()} />;
}
