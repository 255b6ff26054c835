import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listFunctions } from "../features/functions/functions.server.ts";
import { canSeeOverlap } from "../features/overlap/overlap.policy.ts";
import { PricesPage } from "../features/overlap/PricesPage.tsx";
import { PRICES_PER_PAGE } from "../features/overlap/prices.rules.ts";
import { findPrices } from "../features/overlap/prices.server.ts";
import { pricesText } from "../features/overlap/prices.text.ts";
import { readOverlapQuery } from "../features/overlap/query.rules.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    door.authorize(canSeeOverlap(door.tenant));
    const prices = await findPrices(door, search, {
      limit: PRICES_PER_PAGE,
      offset: (readOverlapQuery(search).page - 1) * PRICES_PER_PAGE,
      via: "overlap",
    });
    return json({ slug: door.tenant.slug, functions: await listFunctions(door.db), prices });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, pricesText, (t) => t.title);

export default function OverlapPrices() {
  return <PricesPage {...useLoaderData<typeof loader>()} />;
}
