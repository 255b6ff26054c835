import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { mayHandIn } from "../features/agreements/decisions.server.ts";
import { leavingText } from "../features/agreements/leaving.text.ts";
import { NoticePage } from "../features/agreements/NoticePage.tsx";
import { giveNotice, loadNotice, withdrawNotice } from "../features/agreements/notices.server.ts";
import { receiveForm } from "../features/agreements/received.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      data: await loadNotice(door, args.params.id ?? "", localeOf(args.request)),
      formKey: randomUUID(),
    }),
  );
}

export async function action(args: ActionFunctionArgs) {
  const id = args.params.id ?? "";
  const locale = localeOf(args.request);
  const outcome = await receiveForm(
    args.request,
    locale,
    () => inTenant(args, (door) => mayHandIn(door, id)),
    (received) =>
      inTenant(args, async (door) => {
        if (door.form.has("withdraw")) return { ...(await withdrawNotice(door, id)), isUsed: false };
        return giveNotice(door, id, received ?? { form: door.form, kept: null }, locale);
      }),
  );
  return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, leavingText, (t) => t.noticeTitle(data?.data.agreement.title ?? ""));

export default function AgreementNotice() {
  return <NoticePage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
