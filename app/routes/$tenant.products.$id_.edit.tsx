import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canEditRecord } from "../features/catalogue/catalogue.policy.ts";
import { listFunctions } from "../features/functions/functions.server.ts";
import { EditProductPage } from "../features/products/EditProductPage.tsx";
import { formValues, saveProduct } from "../features/products/edit-product.server.ts";
import { productPath } from "../features/products/products.paths.ts";
import { findProduct } from "../features/products/products.server.ts";
import { productsText } from "../features/products/products.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    const product = await findProduct(db, args.params.id!);
    authorize(canEditRecord(actor, tenant, product));
    return json({
      slug: tenant.slug,
      product: { id: product.id, name: product.name, version: product.version },
      typed: formValues(product),
      functions: await listFunctions(db),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const product = await findProduct(door.db, args.params.id!);
    door.authorize(canEditRecord(door.actor, door.tenant, product));
    const outcome = await saveProduct(door, product);
    if (outcome.kind === "invalid") return json({ state: outcome.state, now: null }, 422);
    if (outcome.kind === "conflict") return json({ state: outcome.state, now: outcome.now }, 409);
    return redirect(`${productPath(door.tenant.slug, product.id)}?done=${outcome.kind}`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, productsText, (t) => t.editTitle(data?.product.name ?? ""));

export default function EditProduct() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <EditProductPage {...data} state={answer?.state ?? { typed: data.typed }} now={answer?.now ?? null} />
  );
}
