import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { logAccess } from "../features/audit/audit.server.ts";
import { FunctionHeader } from "../features/functions/FunctionHeader.tsx";
import { findFunction } from "../features/functions/functions.server.ts";
import { VisibleUsages } from "../features/overlap/VisibleUsages.tsx";
import { listVisibleUsages, seenUsages } from "../features/overlap/visible-usages.server.ts";
import { ProductLines } from "../features/products/ProductLines.tsx";
import { listProductsOf } from "../features/products/products.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, tenant, open }) => {
    open("the taxonomy is everybody's");
    const row = await findFunction(db, args.params.code!);
    const tenantId = tenant.previewOf?.id ?? tenant.id;
    const seen =
      tenant.kind === "supplier" ? null : await listVisibleUsages(db, { functionId: row.id }, tenantId);
    await logAccess(db, tenant, seenUsages(seen));
    return json({
      row,
      usages: seen,
      products: await listProductsOf(db, { functionId: row.id }),
      slug: tenant.slug,
      tenantId,
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.row.name_sv ?? ""} – Samverka` },
];

export default function FunctionPage() {
  const { row, usages, products, slug, tenantId } = useLoaderData<typeof loader>();
  return (
    <>
      <FunctionHeader slug={slug} row={row} />
      {usages && (
        <VisibleUsages {...usages} slug={slug} tenantId={tenantId} name={row.name_sv} of="function" />
      )}
      <ProductLines slug={slug} products={products} caption={row.name_sv} showsSupplier />
    </>
  );
}
