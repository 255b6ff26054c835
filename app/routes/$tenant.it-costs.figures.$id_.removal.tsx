import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { deleteFigure, findFigure } from "../features/it-costs/figures.server.ts";
import { figuresText } from "../features/it-costs/figures.text.ts";
import { figurePath, figuresPath } from "../features/it-costs/it-costs.paths.ts";
import { mayEnterFigures } from "../features/it-costs/it-costs.policy.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { ConfirmPage } from "../ui/ConfirmPage.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayEnterFigures(actor, tenant));
    const figure = await findFigure(db, args.params.id!);
    const t = textFor(figuresText, localeOf(args.request));
    const what = t.what(t.kinds[figure.kind], figure.year);
    return json({ title: t.removeTitle(what), what, slug: tenant.slug, id: figure.id });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(mayEnterFigures(door.actor, door.tenant));
    await deleteFigure(door, args.params.id!);
    return redirect(`${figuresPath(door.tenant.slug)}?done=removed`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function FigureRemoval() {
  const { slug, id, title, what } = useLoaderData<typeof loader>();
  const t = useText(figuresText);
  return (
    <ConfirmPage
      title={title}
      crumbs={[
        { label: t.title, href: figuresPath(slug) },
        { label: what, href: figurePath(slug, id) },
      ]}
      confirm={t.remove}
      cancelHref={figuresPath(slug)}
      isDangerous
    >
      <p>{t.removeText(what)}</p>
    </ConfirmPage>
  );
}
