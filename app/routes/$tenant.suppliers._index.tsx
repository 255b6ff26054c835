import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canPropose } from "../features/catalogue/catalogue.policy.ts";
import { parseListState } from "../features/lists/lists.rules.ts";
import { chooseColumns } from "../features/lists/lists.server.ts";
import { SupplierListPage } from "../features/suppliers/SupplierListPage.tsx";
import { supplierList } from "../features/suppliers/supplier-list.rules.ts";
import { listSuppliers } from "../features/suppliers/supplier-list.server.ts";
import { suppliersText } from "../features/suppliers/suppliers.text.ts";
import { loadListViews } from "../features/views/views.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const { db, actor, tenant, open } = door;
    open("the catalogue is everybody's; concepts of strangers are left out by row-level security");
    const state = parseListState(new URL(args.request.url).searchParams, supplierList);
    const { rows, total, isCut } = await listSuppliers(db, state);
    return json({
      slug: tenant.slug,
      view: { state, total, isCut, ...(await chooseColumns(db, supplierList, state)) },
      views: await loadListViews(door, supplierList.list),
      rows,
      can: { propose: canPropose(actor, tenant), choose: !actor.isPreview },
    });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, suppliersText, (t) => t.title);

export default function Suppliers() {
  return <SupplierListPage {...useLoaderData<typeof loader>()} />;
}
