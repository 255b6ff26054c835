import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CooperationForm } from "../features/cooperations/CooperationForm.tsx";
import { cooperationForm, errorCodes } from "../features/cooperations/cooperations.form.ts";
import { cooperationPath, cooperationsPath } from "../features/cooperations/cooperations.paths.ts";
import { canDecideForOrganisation } from "../features/cooperations/cooperations.policy.ts";
import { createCooperation } from "../features/cooperations/cooperations.server.ts";
import { cooperationsText } from "../features/cooperations/cooperations.text.ts";
import { FORM_KEY, once } from "../server/form-key.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { PageHeader } from "../ui/PageHeader.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ actor, tenant, authorize }) => {
    authorize(canDecideForOrganisation(actor, tenant));
    const title = textFor(cooperationsText, localeOf(args.request)).createTitle;
    return json({ title, slug: tenant.slug, formKey: crypto.randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, form, authorize, record }) => {
    authorize(canDecideForOrganisation(actor, tenant));
    const values = {
      name: String(form.get("name") ?? ""),
      description: String(form.get("description") ?? ""),
    };
    const read = cooperationForm.safeParse(values);
    if (!read.success) return json({ values, errors: errorCodes(read.error) }, 422);
    const to = await once(db, { tenantId: tenant.id, key: form.get(FORM_KEY) }, async () => {
      const made = { ...read.data, everyone: cooperationsText.sv.everyone };
      const id = await createCooperation(db, made, { today, record, accountId: actor.accountId });
      return cooperationPath(tenant.slug, id);
    });
    return redirect(to);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function NewCooperation() {
  const { slug, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(cooperationsText);
  const back = cooperationsPath(slug);
  return (
    <div className="narrow">
      <PageHeader title={t.createTitle} lead={t.createLead} crumbs={[{ label: t.title, href: back }]} />
      <CooperationForm
        values={answer?.values ?? { name: "", description: "" }}
        errors={answer?.errors}
        submit={t.createButton}
        cancelHref={back}
        hidden={{ form_key: formKey }}
      />
    </div>
  );
}
