import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { settingsPath } from "../features/organisations/organisations.paths.ts";
import { roleSettingsPath } from "../features/roles/roles.paths.ts";
import { mayAdministerRoleTypes } from "../features/roles/roles.policy.ts";
import { TypesPage } from "../features/roles/TypesPage.tsx";
import { readTypeSettings } from "../features/roles/types.form.ts";
import { listRoleTypeSettings, saveTypeSettings, stateOf } from "../features/roles/types.server.ts";
import { typesText } from "../features/roles/types.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayAdministerRoleTypes(actor, tenant));
    const types = await listRoleTypeSettings(db);
    return json({
      title: textFor(typesText, localeOf(args.request)).title,
      settingsHref: settingsPath(tenant.slug),
      types,
      state: stateOf(types),
      isSaved: new URL(args.request.url).searchParams.get("done") === "saved",
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const { db, actor, tenant, form, authorize } = door;
    authorize(mayAdministerRoleTypes(actor, tenant));
    const types = await listRoleTypeSettings(db);
    const { settings, errors } = readTypeSettings(
      form,
      types.map((type) => type.code),
    );
    const typed = types.map((type) => ({ ...type, ...settings.get(type.code) }));
    if (Object.keys(errors).length > 0) return json({ isChangedMeanwhile: false, errors, types: typed }, 422);
    const state = String(form.get("state") ?? "");
    if (!(await saveTypeSettings(door, { settings, state })))
      return json({ isChangedMeanwhile: true, errors: null, types: null }, 409);
    return redirect(`${roleSettingsPath(tenant.slug)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function RoleTypes() {
  const { types, state, settingsHref, isSaved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <TypesPage
      types={answer?.types ?? types}
      state={state}
      settingsHref={settingsHref}
      isSaved={isSaved && !answer}
      isChangedMeanwhile={answer?.isChangedMeanwhile}
      errors={answer?.errors ?? undefined}
    />
  );
}
