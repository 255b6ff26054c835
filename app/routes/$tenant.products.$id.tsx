import { json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { logAccess } from "../features/audit/audit.server.ts";
import { canCurate, canEditRecord, canPropose } from "../features/catalogue/catalogue.policy.ts";
import { listCatalogueHistory } from "../features/catalogue/history.server.ts";
import { listFunctions } from "../features/functions/functions.server.ts";
import { newMergePath } from "../features/merges/merges.paths.ts";
import { VisibleUsages } from "../features/overlap/VisibleUsages.tsx";
import { listVisibleUsages, seenUsages } from "../features/overlap/visible-usages.server.ts";
import { ProductPage } from "../features/products/ProductPage.tsx";
import { productPath } from "../features/products/products.paths.ts";
import { findProduct } from "../features/products/products.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, open }) => {
    open("the catalogue is everybody's; concepts of strangers are left out by row-level security");
    const product = await findProduct(db, args.params.id!);
    if (product.merged_into_id) return redirect(productPath(tenant.slug, product.merged_into_id), 301);
    const seesUsages = tenant.kind !== "supplier";
    const tenantId = tenant.previewOf?.id ?? tenant.id;
    const seen = seesUsages ? await listVisibleUsages(db, { productId: product.id }, tenantId) : null;
    await logAccess(db, tenant, seenUsages(seen));
    return json({
      product,
      usages: seen,
      history: actor.isPreview ? null : await listCatalogueHistory(db, { kind: "product", id: product.id }),
      functions: await listFunctions(db),
      can: { edit: canEditRecord(actor, tenant, product), use: canPropose(actor, tenant) },
      mergeHref:
        canCurate(actor, tenant) && product.state !== "merged"
          ? newMergePath(tenant.slug, { kind: "product", loser: product.id })
          : null,
      slug: tenant.slug,
      tenantId,
      today,
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.product.name ?? ""} – Samverka` },
];

export default function Product() {
  const data = useLoaderData<typeof loader>();
  return (
    <ProductPage {...data}>
      {data.usages && (
        <VisibleUsages
          {...data.usages}
          slug={data.slug}
          tenantId={data.tenantId}
          name={data.product.name}
          of="product"
        />
      )}
    </ProductPage>
  );
}
