import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listUnsureMail } from "../features/notifications/outbox.server.ts";
import { listForPage } from "../features/reminders/page.server.ts";
import { RemindersPage } from "../features/reminders/RemindersPage.tsx";
import { hasReminders, mayAdminister, mayChooseSteps } from "../features/reminders/reminders.policy.ts";
import { countWithoutRecipient } from "../features/reminders/reminders.server.ts";
import { remindersText } from "../features/reminders/reminders.text.ts";
import { NotFound } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const { db, actor, tenant, open } = door;
    if (!hasReminders(tenant, actor)) throw new NotFound();
    open("everybody in the organisation sees what is due in its contracts");
    const isAdministrator = mayAdminister(actor);
    const search = new URL(args.request.url).searchParams;
    return json({
      title: textFor(remindersText, localeOf(args.request)).title,
      slug: tenant.slug,
      ...(await listForPage(door, search)),
      withoutRecipient: isAdministrator ? await countWithoutRecipient(db) : 0,
      unsure: isAdministrator ? (await listUnsureMail(db)).length : 0,
      can: { administer: isAdministrator, chooseSteps: mayChooseSteps(actor) },
      done: search.get("done"),
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Reminders() {
  return <RemindersPage {...useLoaderData<typeof loader>()} />;
}
