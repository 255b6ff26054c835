import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { errorCodes, unitForm, versionIn } from "../features/organisations/organisations.form.ts";
import { unitRemovalPath, unitsPath } from "../features/organisations/organisations.paths.ts";
import { canAdminister } from "../features/organisations/organisations.policy.ts";
import { organisationsText } from "../features/organisations/organisations.text.ts";
import { UnitForm } from "../features/organisations/UnitForm.tsx";
import { inTreeOrder, possibleParents } from "../features/organisations/units.rules.ts";
import { findUnit, listUnits, updateUnit } from "../features/organisations/units.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { Alert } from "../ui/Alert.tsx";
import { LinkButton } from "../ui/Button.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canAdminister(actor));
    const unit = await findUnit(db, args.params.id!);
    return json({
      title: textFor(organisationsText, localeOf(args.request)).editUnit(unit.name),
      slug: tenant.slug,
      unit,
      parents: inTreeOrder(possibleParents(await listUnits(db), unit.id)),
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
    const errors = read.success
      ? await updateUnit(db, { id: args.params.id!, version: versionIn(form) }, read.data, record)
      : errorCodes(read.error);
    if (errors === "changed") return json({ values, errors: null, isConflict: true }, 409);
    if (errors) return json({ values, errors, isConflict: false }, 422);
    return redirect(`${unitsPath(tenant.slug)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function EditUnit() {
  const { slug, unit, parents } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(organisationsText);
  return (
    <div className="narrow">
      <PageHeader title={t.editUnit(unit.name)} crumbs={[{ label: t.units, href: unitsPath(slug) }]} />
      {answer?.isConflict && (
        <Alert tone="warning" role="alert">
          <p>
            {t.changedMeanwhile(
              [unit.name, parents.find(({ id }) => id === unit.parent_unit_id)?.name]
                .filter(Boolean)
                .join(", "),
            )}
          </p>
        </Alert>
      )}
      <UnitForm
        values={answer?.values ?? unit}
        parents={parents}
        errors={answer?.errors ?? undefined}
        submit={t.saveUnit}
        hidden={{ version: String(unit.version) }}
        more={
          <LinkButton href={unitRemovalPath(slug, unit.id)} variant="tertiary" color="danger" icon="trash">
            {t.removeUnit}
          </LinkButton>
        }
      />
    </div>
  );
}
