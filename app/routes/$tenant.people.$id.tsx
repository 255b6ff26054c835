import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  errorCodes,
  personForm,
  personValues,
  versionIn,
} from "../features/organisations/organisations.form.ts";
import {
  peoplePath,
  personRemovalPath,
  personRolesPath,
} from "../features/organisations/organisations.paths.ts";
import { canAdminister } from "../features/organisations/organisations.policy.ts";
import { organisationsText } from "../features/organisations/organisations.text.ts";
import { PersonForm } from "../features/organisations/PersonForm.tsx";
import { findPerson, updatePerson } from "../features/organisations/people.server.ts";
import { inTreeOrder } from "../features/organisations/units.rules.ts";
import { listUnits } from "../features/organisations/units.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { Alert } from "../ui/Alert.tsx";
import { LinkButton } from "../ui/Button.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canAdminister(actor));
    const person = await findPerson(db, args.params.id!);
    return json({
      title: textFor(organisationsText, localeOf(args.request)).editPerson(person.name),
      slug: tenant.slug,
      person,
      units: inTreeOrder(await listUnits(db)),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, form, authorize, record }) => {
    authorize(canAdminister(actor));
    const values = personValues(form);
    const read = personForm.safeParse(values);
    const errors = read.success
      ? await updatePerson(db, { id: args.params.id!, version: versionIn(form) }, read.data, record)
      : errorCodes(read.error);
    if (errors === "changed") return json({ values, errors: null, isConflict: true }, 409);
    if (errors) return json({ values, errors, isConflict: false }, 422);
    return redirect(`${peoplePath(tenant.slug)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function EditPerson() {
  const { slug, person, units } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(organisationsText);
  return (
    <div className="narrow">
      <PageHeader title={t.editPerson(person.name)} crumbs={[{ label: t.people, href: peoplePath(slug) }]} />
      {answer?.isConflict && (
        <Alert tone="warning" role="alert">
          <p>
            {t.changedMeanwhile(
              [person.name, person.title, person.email, units.find(({ id }) => id === person.unit_id)?.name]
                .filter(Boolean)
                .join(", "),
            )}
          </p>
        </Alert>
      )}
      <PersonForm
        values={answer?.values ?? person}
        units={units}
        errors={answer?.errors ?? undefined}
        submit={t.savePerson}
        hidden={{ version: String(person.version) }}
        more={
          <>
            <LinkButton href={personRolesPath(slug, person.id)} variant="secondary">
              {t.personRoles}
            </LinkButton>
            <LinkButton
              href={personRemovalPath(slug, person.id)}
              variant="tertiary"
              color="danger"
              icon="trash"
            >
              {t.removePerson}
            </LinkButton>
          </>
        }
      />
    </div>
  );
}
