import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { HandlingPage } from "../features/reminders/HandlingPage.tsx";
import { LONGEST_NOTE, readNote } from "../features/reminders/handling.form.ts";
import { mayHandleContract } from "../features/reminders/page.server.ts";
import { remindersPath } from "../features/reminders/reminders.paths.ts";
import { hasReminders } from "../features/reminders/reminders.policy.ts";
import { findLadder, handleLadder } from "../features/reminders/reminders.server.ts";
import { remindersText } from "../features/reminders/reminders.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(hasReminders(door.tenant, door.actor));
    const ladder = await findLadder(door.db, args.params.id!);
    door.authorize(await mayHandleContract(door, ladder.contract_id));
    const title = textFor(remindersText, localeOf(args.request)).handleTitle;
    return json({ title, slug: door.tenant.slug, ladder, longest: LONGEST_NOTE });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(hasReminders(door.tenant, door.actor));
    const ladder = await findLadder(door.db, args.params.id!);
    door.authorize(await mayHandleContract(door, ladder.contract_id));
    const note = String(door.form.get("note") ?? "");
    const read = readNote(note);
    if ("error" in read) return json({ note, error: read.error }, 422);
    await handleLadder(door, ladder, read.note);
    return redirect(remindersPath(door.tenant.slug, "?done=handled"));
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Handling() {
  return <HandlingPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
