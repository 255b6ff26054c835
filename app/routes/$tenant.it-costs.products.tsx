import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canSeeItCosts } from "../features/it-costs/it-costs.policy.ts";
import { findProductCosts, PRODUCTS_PER_PAGE } from "../features/it-costs/it-costs.server.ts";
import { itCostsText } from "../features/it-costs/it-costs.text.ts";
import { ProductCostsPage } from "../features/it-costs/ProductCostsPage.tsx";
import { readItCostsQuery } from "../features/it-costs/query.rules.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    const { tenant } = door;
    door.authorize(canSeeItCosts(tenant));
    return json({
      slug: tenant.slug,
      previewOf: tenant.previewOf?.name ?? null,
      pageSize: PRODUCTS_PER_PAGE,
      costs: await findProductCosts(door, search, {
        via: "overlap",
        limit: PRODUCTS_PER_PAGE,
        offset: (readItCostsQuery(search).page - 1) * PRODUCTS_PER_PAGE,
      }),
    });
  });
}

export const meta: MetaFunction = (asked) =>
  pageTitle(asked, itCostsText, (t) => `${t.title}, ${t.viewNames.products.toLowerCase()}`);

export default function ProductCosts() {
  return <ProductCostsPage {...useLoaderData<typeof loader>()} />;
}
