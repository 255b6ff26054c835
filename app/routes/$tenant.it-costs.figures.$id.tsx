import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FigureForm } from "../features/it-costs/FigureForm.tsx";
import { figureForm, figureValues } from "../features/it-costs/figures.form.ts";
import { findFigure, updateFigure } from "../features/it-costs/figures.server.ts";
import { figuresText } from "../features/it-costs/figures.text.ts";
import { figureRemovalPath, figuresPath } from "../features/it-costs/it-costs.paths.ts";
import { mayEnterFigures } from "../features/it-costs/it-costs.policy.ts";
import { errorCodes, versionIn } from "../features/organisations/organisations.form.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useFormat, useText } from "../text/useText.ts";
import { Alert } from "../ui/Alert.tsx";
import { LinkButton } from "../ui/Button.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayEnterFigures(actor, tenant));
    const figure = await findFigure(db, args.params.id!);
    const t = textFor(figuresText, localeOf(args.request));
    return json({
      title: t.edit(t.what(t.kinds[figure.kind].toLowerCase(), figure.year)),
      slug: tenant.slug,
      figure,
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const { actor, tenant, today, form } = door;
    door.authorize(mayEnterFigures(actor, tenant));
    const values = figureValues(form);
    const read = figureForm(Number(today.slice(0, 4))).safeParse(values);
    const errors = read.success
      ? await updateFigure(door, { id: args.params.id!, version: versionIn(form) }, read.data)
      : errorCodes(read.error);
    if (errors === "changed") return json({ values, errors: null, isConflict: true }, 409);
    if (errors) return json({ values, errors, isConflict: false }, 422);
    return redirect(`${figuresPath(tenant.slug)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function EditFigure() {
  const { slug, title, figure } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(figuresText);
  const format = useFormat();
  return (
    <div className="narrow">
      <PageHeader title={title} crumbs={[{ label: t.title, href: figuresPath(slug) }]} />
      {answer?.isConflict && (
        <Alert tone="warning" role="alert">
          <p>
            {t.changedMeanwhile(
              `${t.what(t.kinds[figure.kind], figure.year)}, ${format.number(figure.value)}, ${figure.source}`,
            )}
          </p>
        </Alert>
      )}
      <FigureForm
        values={
          answer?.values ?? { ...figure, year: String(figure.year), value: format.number(figure.value) }
        }
        errors={answer?.errors ?? undefined}
        submit={t.save}
        version={figure.version}
        more={
          <LinkButton
            href={figureRemovalPath(slug, figure.id)}
            variant="tertiary"
            color="danger"
            icon="trash"
          >
            {t.remove}
          </LinkButton>
        }
      />
    </div>
  );
}
