import { json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { logAccess } from "../features/audit/audit.server.ts";
import { canCurate, canEditRecord } from "../features/catalogue/catalogue.policy.ts";
import { listCatalogueHistory } from "../features/catalogue/history.server.ts";
import { SupplierContracts } from "../features/contracts/ContractsElsewhere.tsx";
import { loadSupplierContracts } from "../features/contracts/elsewhere.server.ts";
import { newMergePath } from "../features/merges/merges.paths.ts";
import { VisibleUsages } from "../features/overlap/VisibleUsages.tsx";
import { listVisibleUsages, seenUsages } from "../features/overlap/visible-usages.server.ts";
import { ProductLines } from "../features/products/ProductLines.tsx";
import { listProductsOf } from "../features/products/products.server.ts";
import { SupplierPage } from "../features/suppliers/SupplierPage.tsx";
import { supplierPath } from "../features/suppliers/suppliers.paths.ts";
import { findSupplier } from "../features/suppliers/suppliers.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const { db, actor, tenant, open } = door;
    open("the catalogue is everybody's; concepts of strangers are left out by row-level security");
    const supplier = await findSupplier(db, args.params.id!);
    if (supplier.merged_into_id) return redirect(supplierPath(tenant.slug, supplier.merged_into_id), 301);
    const tenantId = tenant.previewOf?.id ?? tenant.id;
    const seen =
      tenant.kind === "supplier" ? null : await listVisibleUsages(db, { supplierId: supplier.id }, tenantId);
    await logAccess(db, tenant, seenUsages(seen));
    return json({
      supplier,
      products: await listProductsOf(db, { supplierId: supplier.id }),
      usages: seen,
      contracts: await loadSupplierContracts(door, supplier.id),
      history: actor.isPreview ? null : await listCatalogueHistory(db, { kind: "supplier", id: supplier.id }),
      can: { edit: canEditRecord(actor, tenant, supplier) },
      mergeHref:
        canCurate(actor, tenant) && supplier.state !== "merged"
          ? newMergePath(tenant.slug, { kind: "supplier", loser: supplier.id })
          : null,
      slug: tenant.slug,
      tenantId,
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.supplier.name ?? ""} – Samverka` },
];

export default function Supplier() {
  const data = useLoaderData<typeof loader>();
  return (
    <SupplierPage {...data}>
      <ProductLines slug={data.slug} products={data.products} caption={data.supplier.name} />
      {data.contracts && <SupplierContracts data={data.contracts} name={data.supplier.name} />}
      {data.usages && (
        <VisibleUsages
          {...data.usages}
          slug={data.slug}
          tenantId={data.tenantId}
          name={data.supplier.name}
          of="supplier"
        />
      )}
    </SupplierPage>
  );
}
