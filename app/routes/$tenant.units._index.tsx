import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { errorCodes, unitForm } from "../features/organisations/organisations.form.ts";
import { unitsPath } from "../features/organisations/organisations.paths.ts";
import { canAdminister, canReadOrganisation } from "../features/organisations/organisations.policy.ts";
import { organisationsText } from "../features/organisations/organisations.text.ts";
import { UnitsPage } from "../features/organisations/UnitsPage.tsx";
import { inTreeOrder } from "../features/organisations/units.rules.ts";
import { insertUnit, listUnits } from "../features/organisations/units.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canReadOrganisation(actor));
    return json({
      title: textFor(organisationsText, localeOf(args.request)).units,
      slug: tenant.slug,
      units: inTreeOrder(await listUnits(db)),
      can: { administer: canAdminister(actor) },
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, form, authorize, record }) => {
    authorize(canAdminister(actor));
    const values = {
      name: String(form.get("name") ?? ""),
      parent_unit_id: String(form.get("parent_unit_id") ?? ""),
    };
    const read = unitForm.safeParse(values);
    const errors = read.success ? await insertUnit(db, read.data, record) : errorCodes(read.error);
    if (errors) return json({ values, errors }, 422);
    return redirect(`${unitsPath(tenant.slug)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Units() {
  const answer = useActionData<typeof action>();
  return <UnitsPage {...useLoaderData<typeof loader>()} values={answer?.values} errors={answer?.errors} />;
}
