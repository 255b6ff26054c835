import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { editViewPath, viewsPath } from "../features/views/views.paths.ts";
import { mayChangeView } from "../features/views/views.policy.ts";
import { deleteView, findView } from "../features/views/views.server.ts";
import { viewsText } from "../features/views/views.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { ConfirmPage } from "../ui/ConfirmPage.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    const view = await findView(db, args.params.id!);
    authorize(mayChangeView(actor, view));
    const title = textFor(viewsText, localeOf(args.request)).removeTitle;
    const { id, name, owner_kind: ownerKind } = view;
    return json({ title, slug: tenant.slug, view: { id, name, ownerKind } });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const view = await findView(door.db, args.params.id!);
    door.authorize(mayChangeView(door.actor, view));
    await deleteView(door, view);
    return redirect(`${viewsPath(door.tenant.slug)}?done=removed`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function ViewRemoval() {
  const { slug, view } = useLoaderData<typeof loader>();
  const t = useText(viewsText);
  return (
    <ConfirmPage
      title={t.removeTitle}
      crumbs={[
        { label: t.title, href: viewsPath(slug) },
        { label: view.name, href: editViewPath(slug, view.id) },
      ]}
      confirm={t.remove}
      cancelHref={viewsPath(slug)}
      isDangerous
    >
      <p>{t.removeText(view.name)}</p>
      {view.ownerKind === "organisation" && <p>{t.removeShared}</p>}
      {view.ownerKind === "circle" && <p>{t.removeCircle}</p>}
    </ConfirmPage>
  );
}
