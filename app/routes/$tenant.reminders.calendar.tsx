import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CalendarPage } from "../features/reminders/CalendarPage.tsx";
import { type FeedKind, listFeeds, newFeed, revokeFeed } from "../features/reminders/feeds.server.ts";
import { calendarPath } from "../features/reminders/reminders.paths.ts";
import { hasReminders, mayAdminister } from "../features/reminders/reminders.policy.ts";
import { remindersText } from "../features/reminders/reminders.text.ts";
import { NotFound } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, open }) => {
    if (!hasReminders(tenant, actor)) throw new NotFound();
    open("everybody may have the days they answer for in a calendar of their own");
    return json({
      title: textFor(remindersText, localeOf(args.request)).calendarTitle,
      slug: tenant.slug,
      feeds: (await listFeeds(db)).map((feed) => ({ ...feed, created_at: feed.created_at.toISOString() })),
      mayAdminister: mayAdminister(actor),
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

/** Makes a new secret address, which stops the one before, or only stops it. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const { actor, tenant, form, authorize, unrecorded } = door;
    authorize(hasReminders(tenant, actor));
    const kind = (["person", "organisation"] as const).find(
      (each): each is FeedKind => each === form.get("kind"),
    );
    if (!kind) throw new NotFound();
    authorize(kind === "person" || mayAdminister(actor));
    if (form.get("decision") !== "revoke") return json({ kind, address: await newFeed(door, kind) });
    if (!(await revokeFeed(door, kind))) unrecorded("there was none");
    return redirect(`${calendarPath(tenant.slug)}?done=revoked`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Calendar() {
  return <CalendarPage {...useLoaderData<typeof loader>()} made={useActionData<typeof action>()} />;
}
