import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listFunctions } from "../features/functions/functions.server.ts";
import { OverlapPage } from "../features/overlap/OverlapPage.tsx";
import { canSeeOverlap } from "../features/overlap/overlap.policy.ts";
import { ITEMS_PER_CELL, ROWS_PER_PAGE } from "../features/overlap/overlap.rules.ts";
import { findOverlap } from "../features/overlap/overlap.server.ts";
import { overlapText } from "../features/overlap/overlap.text.ts";
import { readOverlapQuery } from "../features/overlap/query.rules.ts";
import { mayWriteSurveys } from "../features/surveys/surveys.policy.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    door.authorize(canSeeOverlap(door.tenant));
    const overlap = await findOverlap(door, search, {
      limit: ROWS_PER_PAGE,
      offset: (readOverlapQuery(search).page - 1) * ROWS_PER_PAGE,
      itemsPerCell: ITEMS_PER_CELL,
      via: "overlap",
    });
    return json({
      slug: door.tenant.slug,
      previewOf: door.tenant.previewOf?.name ?? null,
      mayAsk: mayWriteSurveys(door.actor, door.tenant),
      functions: await listFunctions(door.db),
      overlap,
    });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, overlapText, (t) => t.title);

export default function OverlapMatrix() {
  return <OverlapPage {...useLoaderData<typeof loader>()} />;
}
