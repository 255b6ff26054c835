import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { unitPath, unitsPath } from "../features/organisations/organisations.paths.ts";
import { canAdminister } from "../features/organisations/organisations.policy.ts";
import { organisationsText } from "../features/organisations/organisations.text.ts";
import { deleteUnit, findUnit } from "../features/organisations/units.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { Alert } from "../ui/Alert.tsx";
import { ConfirmPage } from "../ui/ConfirmPage.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canAdminister(actor));
    const title = textFor(organisationsText, localeOf(args.request)).removeUnit;
    return json({ title, slug: tenant.slug, unit: await findUnit(db, args.params.id!) });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize, record }) => {
    authorize(canAdminister(actor));
    if (!(await deleteUnit(db, args.params.id!, record))) return json({ isInUse: true }, 409);
    return redirect(`${unitsPath(tenant.slug)}?done=removed`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function UnitRemoval() {
  const { slug, unit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(organisationsText);
  return (
    <ConfirmPage
      title={t.removeUnit}
      crumbs={[
        { label: t.units, href: unitsPath(slug) },
        { label: unit.name, href: unitPath(slug, unit.id) },
      ]}
      confirm={t.removeUnit}
      cancelHref={unitsPath(slug)}
      isDangerous
    >
      {answer?.isInUse && (
        <Alert tone="danger" role="alert">
          <p>{t.unitInUse}</p>
        </Alert>
      )}
      <p>{t.removeUnitText(unit.name)}</p>
    </ConfirmPage>
  );
}
