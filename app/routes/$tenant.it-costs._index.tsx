import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ItCostsPage } from "../features/it-costs/ItCostsPage.tsx";
import { canSeeItCosts, mayEnterFigures } from "../features/it-costs/it-costs.policy.ts";
import { findItCosts } from "../features/it-costs/it-costs.server.ts";
import { itCostsText } from "../features/it-costs/it-costs.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    const { tenant, actor } = door;
    door.authorize(canSeeItCosts(tenant));
    return json({
      slug: tenant.slug,
      previewOf: tenant.previewOf?.name ?? null,
      mayEnter: mayEnterFigures(actor, tenant),
      costs: await findItCosts(door, search, "overlap"),
    });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, itCostsText, (t) => t.title);

export default function ItCosts() {
  return <ItCostsPage {...useLoaderData<typeof loader>()} />;
}
