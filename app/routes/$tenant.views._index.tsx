import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeStandardColumns } from "../features/lists/columns.server.ts";
import { maySetStandardColumns } from "../features/lists/lists.policy.ts";
import { ViewsPage } from "../features/views/ViewsPage.tsx";
import { viewsPath } from "../features/views/views.paths.ts";
import { mayChangeView, mayKeepViews } from "../features/views/views.policy.ts";
import { isViewList } from "../features/views/views.rules.ts";
import { listStandards, listViews, readersOf } from "../features/views/views.server.ts";
import { viewsText } from "../features/views/views.text.ts";
import { NotFound } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayKeepViews(actor));
    const views = await listViews(db);
    return json({
      title: textFor(viewsText, localeOf(args.request)).title,
      slug: tenant.slug,
      views: views.map((view) => ({
        id: view.id,
        name: view.name,
        list: view.list,
        ...readersOf(view),
        isShownOnStart: view.is_shown_on_start,
        mayChange: mayChangeView(actor, view),
      })),
      standards: maySetStandardColumns(actor) ? await listStandards(db) : [],
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

/** Takes away the organisation's standard columns of one list. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(maySetStandardColumns(door.actor));
    const list = String(door.form.get("list") ?? "");
    if (!isViewList(list)) throw new NotFound();
    await changeStandardColumns(door, list, []);
    return redirect(`${viewsPath(door.tenant.slug)}?done=reset`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Views() {
  return <ViewsPage {...useLoaderData<typeof loader>()} />;
}
