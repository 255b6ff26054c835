import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { reminderSettingsPath } from "../features/reminders/reminders.paths.ts";
import { hasReminders, mayAdminister } from "../features/reminders/reminders.policy.ts";
import { remindersText } from "../features/reminders/reminders.text.ts";
import { SettingsPage } from "../features/reminders/SettingsPage.tsx";
import { typedSettings } from "../features/reminders/settings.rules.ts";
import { listSettings, saveSettings } from "../features/reminders/settings.server.ts";
import { NotFound } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayAdminister(actor));
    if (!hasReminders(tenant, actor)) throw new NotFound();
    return json({
      title: textFor(remindersText, localeOf(args.request)).settingsTitle,
      slug: tenant.slug,
      values: await listSettings(db),
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(mayAdminister(door.actor) && hasReminders(door.tenant, door.actor));
    const errors = await saveSettings(door);
    if (errors) return json({ values: typedSettings(door.form), errors }, 422);
    return redirect(`${reminderSettingsPath(door.tenant.slug)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function ReminderSettings() {
  return <SettingsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
