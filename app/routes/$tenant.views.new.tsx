import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ViewForm } from "../features/views/ViewForm.tsx";
import { typedView, viewErrors, viewForm } from "../features/views/views.form.ts";
import { viewPath } from "../features/views/views.paths.ts";
import { mayKeepAs, mayKeepViews, mayShareViews } from "../features/views/views.policy.ts";
import { isViewList, listHref, viewState } from "../features/views/views.rules.ts";
import { insertView, listOwnCircles } from "../features/views/views.server.ts";
import { viewsText } from "../features/views/views.text.ts";
import { NotFound } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { PageHeader } from "../ui/PageHeader.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayKeepViews(actor));
    const search = new URL(args.request.url).searchParams;
    const list = search.get("list") ?? "";
    if (!isViewList(list)) throw new NotFound();
    return json({
      title: textFor(viewsText, localeOf(args.request)).newTitle,
      list,
      listHref: listHref(tenant.slug, list),
      state: search.get("state") ?? "",
      can: { share: mayShareViews(actor), makePrivate: true },
      circles: mayShareViews(actor) ? await listOwnCircles(db) : [],
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const { actor, tenant, form, authorize } = door;
    const values = typedView(form);
    authorize(mayKeepAs(actor, values.owner_kind));
    const list = String(form.get("list") ?? "");
    if (!isViewList(list)) throw new NotFound();
    const read = viewForm.safeParse(values);
    if (!read.success) return json({ values, errors: viewErrors(read.error) }, 422);
    const state = viewState(String(form.get("state") ?? ""));
    if (!state) return json({ values, errors: { name: "state_long" } as Record<string, string> }, 422);
    const made = await insertView(door, { list, values: read.data, state });
    if ("errors" in made) return json({ values, errors: made.errors }, 422);
    return redirect(viewPath(tenant.slug, made.id));
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function NewView() {
  const { list, listHref, state, can, circles } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(viewsText);
  const name = t.lists[list] ?? list;
  return (
    <div className="narrow">
      <PageHeader title={t.newTitle} crumbs={[{ label: name, href: listHref }]} lead={t.newLead(name)} />
      <ViewForm
        values={answer?.values ?? { name: "", owner_kind: "person", is_shown_on_start: false }}
        errors={answer?.errors}
        can={can}
        circles={circles}
        cancelHref={listHref}
        hidden={{ list, state }}
      />
    </div>
  );
}
