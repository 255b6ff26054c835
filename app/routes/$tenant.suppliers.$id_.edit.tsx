import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canEditRecord } from "../features/catalogue/catalogue.policy.ts";
import { saveSupplier, supplierFormValues } from "../features/suppliers/forms.server.ts";
import { EditSupplierPage } from "../features/suppliers/SupplierFormPage.tsx";
import { supplierPath } from "../features/suppliers/suppliers.paths.ts";
import { findSupplier } from "../features/suppliers/suppliers.server.ts";
import { suppliersText } from "../features/suppliers/suppliers.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    const supplier = await findSupplier(db, args.params.id!);
    authorize(canEditRecord(actor, tenant, supplier));
    return json({
      slug: tenant.slug,
      supplier: { id: supplier.id, name: supplier.name, version: supplier.version },
      typed: supplierFormValues(supplier),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const supplier = await findSupplier(door.db, args.params.id!);
    door.authorize(canEditRecord(door.actor, door.tenant, supplier));
    const outcome = await saveSupplier(door, supplier);
    if (outcome.kind === "invalid") return json({ state: outcome.state, now: null }, 422);
    if (outcome.kind === "conflict") return json({ state: outcome.state, now: outcome.now }, 409);
    return redirect(`${supplierPath(door.tenant.slug, supplier.id)}?done=${outcome.kind}`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, suppliersText, (t) => t.editTitle(data?.supplier.name ?? ""));

export default function EditSupplier() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <EditSupplierPage {...data} state={answer?.state ?? { typed: data.typed }} now={answer?.now ?? null} />
  );
}
