import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { contractChoicesPath } from "../features/contracts/contracts.paths.ts";
import { contractsText } from "../features/contracts/contracts.text.ts";
import { fieldGroups } from "../features/cooperations/sharing.rules.ts";
import { sharingText } from "../features/cooperations/sharing.text.ts";
import { errorCodes, settingsForm } from "../features/organisations/organisations.form.ts";
import { settingsPath } from "../features/organisations/organisations.paths.ts";
import { canAdminister } from "../features/organisations/organisations.policy.ts";
import { organisationsText } from "../features/organisations/organisations.text.ts";
import { SettingsForm } from "../features/organisations/SettingsForm.tsx";
import { findSettings, updateSettings } from "../features/organisations/settings.server.ts";
import { roleSettingsPath } from "../features/roles/roles.paths.ts";
import { mayAdministerRoleTypes } from "../features/roles/roles.policy.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { Flash } from "../ui/Alert.tsx";
import { LinkButton } from "../ui/Button.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { themes } from "../ui/themes.ts";

/** The core group is what a record is; it cannot be hidden. */
const hideable = fieldGroups.filter((group) => group !== "core");

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canAdminister(actor));
    const words = textFor(sharingText, localeOf(args.request));
    return json({
      title: textFor(organisationsText, localeOf(args.request)).settings,
      name: tenant.name,
      contractsHref: contractChoicesPath(tenant.slug),
      rolesHref: mayAdministerRoleTypes(actor, tenant) ? roleSettingsPath(tenant.slug) : null,
      values: await findSettings(db),
      groups: hideable.map((group) => ({ value: group, label: words.groups[group] })),
      isSaved: new URL(args.request.url).searchParams.get("done") === "saved",
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, form, authorize, record }) => {
    authorize(canAdminister(actor));
    const typed = {
      registry_email: String(form.get("registry_email") ?? ""),
      invoice_address: String(form.get("invoice_address") ?? ""),
    };
    const read = settingsForm(themes, hideable).safeParse({
      ...typed,
      theme: String(form.get("theme") ?? ""),
      requires_second_factor: form.get("requires_second_factor"),
      hidden_field_groups: form.getAll("hidden_field_groups").map(String),
    });
    if (!read.success) return json({ errors: errorCodes(read.error), typed }, 422);
    await updateSettings(db, read.data, { record, tenant });
    return redirect(`${settingsPath(tenant.slug)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Settings() {
  const { name, rolesHref, contractsHref, values, groups, isSaved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(organisationsText);
  const c = useText(contractsText);
  return (
    <div className="narrow">
      <PageHeader
        title={t.settings}
        lead={t.settingsLead(name)}
        actions={
          rolesHref && (
            <>
              <LinkButton href={contractsHref} variant="secondary">
                {c.listChoices}
              </LinkButton>
              <LinkButton href={rolesHref} variant="secondary">
                {t.roleSettings}
              </LinkButton>
            </>
          )
        }
      />
      <Flash message={isSaved && !answer && t.saved} />
      <SettingsForm values={{ ...values, ...answer?.typed }} groups={groups} errors={answer?.errors} />
    </div>
  );
}
