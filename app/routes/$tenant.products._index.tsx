import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canPropose } from "../features/catalogue/catalogue.policy.ts";
import { listFunctions } from "../features/functions/functions.server.ts";
import { parseListState } from "../features/lists/lists.rules.ts";
import { chooseColumns } from "../features/lists/lists.server.ts";
import { ProductListPage } from "../features/products/ProductListPage.tsx";
import { productList } from "../features/products/product-list.rules.ts";
import { listProducts } from "../features/products/product-list.server.ts";
import { productsText } from "../features/products/products.text.ts";
import { loadListViews } from "../features/views/views.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const { db, actor, tenant, open } = door;
    open("the catalogue is everybody's; concepts of strangers are left out by row-level security");
    const seesUsages = tenant.kind !== "supplier";
    const definition = productList({ seesUsages });
    const state = parseListState(new URL(args.request.url).searchParams, definition);
    const { rows, total, isCut } = await listProducts(
      db,
      state,
      seesUsages ? (tenant.previewOf?.id ?? tenant.id) : null,
    );
    return json({
      slug: tenant.slug,
      view: { state, total, isCut, ...(await chooseColumns(db, definition, state)) },
      views: await loadListViews(door, definition.list),
      rows,
      functions: await listFunctions(db),
      seesUsages,
      can: { propose: canPropose(actor, tenant), choose: !actor.isPreview },
    });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, productsText, (t) => t.title);

export default function Products() {
  return <ProductListPage {...useLoaderData<typeof loader>()} />;
}
