import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { insertCircle } from "../features/cooperations/circles.server.ts";
import { circleForm, errorCodes } from "../features/cooperations/cooperations.form.ts";
import {
  circlePath,
  cooperationPath,
  cooperationsPath,
} from "../features/cooperations/cooperations.paths.ts";
import { canCoordinate } from "../features/cooperations/cooperations.policy.ts";
import { findCooperation } from "../features/cooperations/cooperations.server.ts";
import { cooperationsText } from "../features/cooperations/cooperations.text.ts";
import { Refused } from "../server/errors.server.ts";
import { FORM_KEY, once } from "../server/form-key.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { sentences } from "../text/sentences.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { SubmitButton } from "../ui/Button.tsx";
import { ErrorSummary } from "../ui/ErrorSummary.tsx";
import { TextInput } from "../ui/Inputs.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    const cooperation = await findCooperation(db, args.params.id!);
    authorize(canCoordinate(actor, tenant, cooperation));
    const title = textFor(cooperationsText, localeOf(args.request)).newCircle;
    return json({ title, slug: tenant.slug, cooperation, formKey: crypto.randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, form, authorize, record }) => {
    const cooperation = await findCooperation(db, args.params.id!);
    authorize(canCoordinate(actor, tenant, cooperation));
    const values = { name: String(form.get("name") ?? "") };
    const read = circleForm.safeParse(values);
    if (!read.success) return json({ values, errors: errorCodes(read.error) }, 422);
    try {
      const to = await once(db, { tenantId: tenant.id, key: form.get(FORM_KEY) }, async () =>
        circlePath(
          tenant.slug,
          await insertCircle(db, { cooperationId: cooperation.id, name: read.data.name }, record),
        ),
      );
      return redirect(to);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return json({ values, errors: { name: error.code } as Record<string, string> }, 422);
    }
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function NewCircle() {
  const { slug, cooperation, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(cooperationsText);
  const wrong = sentences(answer?.errors, t.errors);
  return (
    <div className="narrow">
      <PageHeader
        title={t.newCircle}
        lead={t.newCircleLead}
        crumbs={[
          { label: t.title, href: cooperationsPath(slug) },
          { label: cooperation.name, href: cooperationPath(slug, cooperation.id) },
        ]}
      />
      <Form method="post" className="form" noValidate>
        <ErrorSummary errors={wrong} />
        <input type="hidden" name="form_key" value={formKey} />
        <TextInput
          name="name"
          label={t.name}
          required
          maxLength={200}
          defaultValue={answer?.values.name}
          error={wrong?.name}
        />
        <SubmitButton>{t.createCircle}</SubmitButton>
      </Form>
    </div>
  );
}
