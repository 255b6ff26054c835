import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ContractStepsPage } from "../features/reminders/ContractStepsPage.tsx";
import { readSteps } from "../features/reminders/ladder.rules.ts";
import { contractStepsPath } from "../features/reminders/reminders.paths.ts";
import { hasReminders, mayChooseSteps } from "../features/reminders/reminders.policy.ts";
import { remindersText } from "../features/reminders/reminders.text.ts";
import { findContractSteps, saveContractSteps } from "../features/reminders/settings.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayChooseSteps(actor) && hasReminders(tenant, actor));
    const { id, name, own, now } = await findContractSteps(db, args.params.id!);
    const title = textFor(remindersText, localeOf(args.request)).contractTitle(name);
    const done = new URL(args.request.url).searchParams.get("done");
    return json({ title, slug: tenant.slug, id, name, own, now, done });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(mayChooseSteps(door.actor) && hasReminders(door.tenant, door.actor));
    const contract = await findContractSteps(door.db, args.params.id!);
    const typed = String(door.form.get("steps") ?? "");
    const steps = door.form.has("standard") ? null : readSteps(typed);
    if (steps === null && !door.form.has("standard")) return json({ steps: typed }, 422);
    await saveContractSteps(door, contract, steps);
    return redirect(`${contractStepsPath(door.tenant.slug, contract.id)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function ContractSteps() {
  return <ContractStepsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
