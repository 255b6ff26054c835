import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FiguresPage } from "../features/it-costs/FiguresPage.tsx";
import { figureForm, figureValues } from "../features/it-costs/figures.form.ts";
import { insertFigure, listFigures } from "../features/it-costs/figures.server.ts";
import { figuresText } from "../features/it-costs/figures.text.ts";
import { figuresPath } from "../features/it-costs/it-costs.paths.ts";
import { canSeeFigures, mayEnterFigures } from "../features/it-costs/it-costs.policy.ts";
import { errorCodes } from "../features/organisations/organisations.form.ts";
import { readPopulations } from "../features/overlap/prices.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    authorize(canSeeFigures(actor, tenant));
    return json({
      slug: tenant.slug,
      figures: await listFigures(db),
      population: (await readPopulations(db, [tenant.id], today)).get(tenant.id) ?? null,
      today,
      mayEnter: mayEnterFigures(actor, tenant),
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const { actor, tenant, today, form } = door;
    door.authorize(mayEnterFigures(actor, tenant));
    const values = figureValues(form);
    const read = figureForm(Number(today.slice(0, 4))).safeParse(values);
    const errors = read.success ? await insertFigure(door, read.data) : errorCodes(read.error);
    if (errors) return json({ values, errors }, 422);
    return redirect(`${figuresPath(tenant.slug)}?done=saved`);
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, figuresText, (t) => t.title);

export default function Figures() {
  return <FiguresPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
