import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isUuid } from "../features/lists/lists.rules.ts";
import { listUnsureMail, settleMail } from "../features/notifications/outbox.server.ts";
import { unsureMailPath } from "../features/reminders/reminders.paths.ts";
import { hasReminders, mayAdminister } from "../features/reminders/reminders.policy.ts";
import { remindersText } from "../features/reminders/reminders.text.ts";
import { UnsureMailPage } from "../features/reminders/UnsureMailPage.tsx";
import { NotFound, Refused } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayAdminister(actor));
    if (!hasReminders(tenant, actor)) throw new NotFound();
    return json({
      title: textFor(remindersText, localeOf(args.request)).unsureTitle,
      slug: tenant.slug,
      letters: (await listUnsureMail(db)).map((letter) => ({
        ...letter,
        unsure_at: letter.unsure_at.toISOString(),
      })),
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

/** Sends a letter once more, or lets it be. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, form, authorize, record }) => {
    authorize(mayAdminister(actor) && hasReminders(tenant, actor));
    const id = String(form.get("id") ?? "");
    const isAgain = form.get("decision") === "again";
    if (!isUuid(id)) throw new NotFound();
    if (!(await settleMail(db, id, isAgain))) throw new Refused("changed_meanwhile");
    await record({ kind: "mail", id, action: isAgain ? "sent_again" : "let_be" });
    return redirect(`${unsureMailPath(tenant.slug)}?done=${isAgain ? "again" : "letBe"}`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function UnsureMail() {
  return <UnsureMailPage {...useLoaderData<typeof loader>()} />;
}
