import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canPropose } from "../features/catalogue/catalogue.policy.ts";
import { addSupplier } from "../features/suppliers/forms.server.ts";
import { findSupplierMatches } from "../features/suppliers/matching.server.ts";
import { NewSupplierPage } from "../features/suppliers/SupplierFormPage.tsx";
import { suppliersText } from "../features/suppliers/suppliers.text.ts";
import { FORM_KEY } from "../server/form-key.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canPropose(actor, tenant));
    const name = (new URL(args.request.url).searchParams.get("name") ?? "").slice(0, 300);
    return json({
      slug: tenant.slug,
      hidden: { [FORM_KEY]: randomUUID() },
      typed: { name },
      near: name ? await findSupplierMatches(db, name) : [],
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(canPropose(door.actor, door.tenant));
    const outcome = await addSupplier(door);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, suppliersText, (t) => t.newTitle);

export default function NewSupplier() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <NewSupplierPage
      {...data}
      state={
        answer?.state ?? { typed: data.typed, nearFor: data.near.length > 0 ? data.typed.name : undefined }
      }
      near={answer?.near ?? data.near}
    />
  );
}
