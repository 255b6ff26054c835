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
import { viewPath, viewRemovalPath, viewsPath } from "../features/views/views.paths.ts";
import { mayChangeView, mayKeepAs, mayMakePrivate, mayShareViews } from "../features/views/views.policy.ts";
import { ownerWord, viewState } from "../features/views/views.rules.ts";
import { findView, listOwnCircles, updateView } from "../features/views/views.server.ts";
import { viewsText } from "../features/views/views.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { LinkButton } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Choices.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    const view = await findView(db, args.params.id!);
    authorize(mayChangeView(actor, view));
    const { id, name, is_shown_on_start, version } = view;
    const owner_kind = ownerWord(view);
    return json({
      title: textFor(viewsText, localeOf(args.request)).editTitle,
      slug: tenant.slug,
      view: { id, name, owner_kind, is_shown_on_start, version },
      state: new URL(args.request.url).searchParams.get("state"),
      can: {
        share: mayShareViews(actor) || view.owner_kind !== "person",
        makePrivate: mayMakePrivate(actor, view),
      },
      circles: await listOwnCircles(db),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const { db, actor, tenant, form, authorize } = door;
    const view = await findView(db, args.params.id!);
    const values = typedView(form);
    const isAsBefore = values.owner_kind === ownerWord(view);
    const mayBecome =
      values.owner_kind === "person" ? mayMakePrivate(actor, view) : mayKeepAs(actor, values.owner_kind);
    authorize(mayChangeView(actor, view) && (isAsBefore || mayBecome));
    const read = viewForm.safeParse(values);
    if (!read.success) return json({ values, errors: viewErrors(read.error) }, 422);
    const state = form.has("takes_state") ? viewState(String(form.get("state") ?? "")) : undefined;
    if (form.has("takes_state") && !state)
      return json({ values, errors: { name: "state_long" } as Record<string, string> }, 422);
    const version = /^\d{1,9}$/.test(String(form.get("version"))) ? Number(form.get("version")) : 0;
    const errors = await updateView(door, { view, version, values: read.data, state });
    if (errors === "changed")
      return json({ values, errors: { name: "changed_meanwhile" } as Record<string, string> }, 409);
    if (errors) return json({ values, errors }, 422);
    return redirect(state ? viewPath(tenant.slug, view.id) : `${viewsPath(tenant.slug)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function EditView() {
  const { slug, view, state, can, circles } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(viewsText);
  return (
    <div className="narrow">
      <PageHeader title={t.editTitle} crumbs={[{ label: t.title, href: viewsPath(slug) }]} />
      <ViewForm
        values={answer?.values ?? view}
        errors={answer?.errors}
        can={can}
        circles={circles}
        cancelHref={state === null ? viewsPath(slug) : viewPath(slug, view.id)}
        hidden={{ version: String(view.version), ...(state === null ? {} : { state }) }}
        more={
          <LinkButton href={viewRemovalPath(slug, view.id)} variant="tertiary" color="danger">
            {t.remove}
          </LinkButton>
        }
      >
        {state !== null && <Checkbox name="takes_state" label={t.takeState} defaultChecked />}
      </ViewForm>
    </div>
  );
}
