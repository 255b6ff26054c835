import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { errorCodes, personForm, personValues } from "../features/organisations/organisations.form.ts";
import { peoplePath } from "../features/organisations/organisations.paths.ts";
import { canAdminister } from "../features/organisations/organisations.policy.ts";
import { organisationsText } from "../features/organisations/organisations.text.ts";
import { PersonForm } from "../features/organisations/PersonForm.tsx";
import { insertPerson } from "../features/organisations/people.server.ts";
import { inTreeOrder } from "../features/organisations/units.rules.ts";
import { listUnits } from "../features/organisations/units.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../server/form-key.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { PageHeader } from "../ui/PageHeader.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canAdminister(actor));
    return json({
      title: textFor(organisationsText, localeOf(args.request)).addPerson,
      slug: tenant.slug,
      units: inTreeOrder(await listUnits(db)),
      formKey: crypto.randomUUID(),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, form, authorize, record }) => {
    authorize(canAdminister(actor));
    const key = form.get(FORM_KEY);
    const earlier = await earlierSubmission(db, key);
    if (earlier) return redirect(earlier);
    const values = personValues(form);
    const read = personForm.safeParse(values);
    const errors = read.success ? await insertPerson(db, read.data, record) : errorCodes(read.error);
    if (errors) return json({ values, errors }, 422);
    const to = `${peoplePath(tenant.slug)}?done=saved`;
    await rememberSubmission(db, tenant.id, key, to);
    return redirect(to);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function NewPerson() {
  const { slug, units, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(organisationsText);
  return (
    <div className="narrow">
      <PageHeader title={t.addPerson} crumbs={[{ label: t.people, href: peoplePath(slug) }]} />
      <PersonForm
        values={answer?.values ?? { name: "", title: "", email: "", unit_id: "" }}
        units={units}
        errors={answer?.errors}
        submit={t.addPerson}
        hidden={{ form_key: formKey }}
      />
    </div>
  );
}
