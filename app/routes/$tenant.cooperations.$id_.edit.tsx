import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CooperationForm } from "../features/cooperations/CooperationForm.tsx";
import { cooperationEditForm, errorCodes } from "../features/cooperations/cooperations.form.ts";
import { cooperationPath, cooperationsPath } from "../features/cooperations/cooperations.paths.ts";
import { canCoordinate } from "../features/cooperations/cooperations.policy.ts";
import { findCooperation, updateCooperation } from "../features/cooperations/cooperations.server.ts";
import { cooperationsText } from "../features/cooperations/cooperations.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { PageHeader } from "../ui/PageHeader.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    const cooperation = await findCooperation(db, args.params.id!);
    authorize(canCoordinate(actor, tenant, cooperation));
    const title = textFor(cooperationsText, localeOf(args.request)).editTitle;
    return json({ title, slug: tenant.slug, cooperation });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, form, authorize, record }) => {
    const cooperation = await findCooperation(db, args.params.id!);
    authorize(canCoordinate(actor, tenant, cooperation));
    const values = {
      name: String(form.get("name") ?? ""),
      description: String(form.get("description") ?? ""),
    };
    const read = cooperationEditForm.safeParse({ ...values, version: form.get("version") });
    if (!read.success) return json({ values, errors: errorCodes(read.error) }, 422);
    if (read.data.version !== cooperation.version)
      return json({ values, errors: { "": "changed_meanwhile" } as Record<string, string> }, 409);
    await updateCooperation(db, cooperation, read.data, record);
    return redirect(`${cooperationPath(tenant.slug, cooperation.id)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function EditCooperation() {
  const { slug, cooperation } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(cooperationsText);
  const back = cooperationPath(slug, cooperation.id);
  return (
    <div className="narrow">
      <PageHeader
        title={t.editTitle}
        crumbs={[
          { label: t.title, href: cooperationsPath(slug) },
          { label: cooperation.name, href: back },
        ]}
      />
      <CooperationForm
        values={answer?.values ?? cooperation}
        errors={answer?.errors}
        submit={t.save}
        cancelHref={back}
        hidden={{ version: String(cooperation.version) }}
      />
    </div>
  );
}
