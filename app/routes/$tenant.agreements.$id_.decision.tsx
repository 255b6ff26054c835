import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DecisionPage } from "../features/agreements/DecisionForms.tsx";
import { loadDecision, mayHandIn, recordDecision } from "../features/agreements/decisions.server.ts";
import { decisionsText } from "../features/agreements/decisions.text.ts";
import { receiveForm } from "../features/agreements/received.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) =>
    json({ data: await loadDecision(door, args.params.id ?? "", search), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  const id = args.params.id ?? "";
  const outcome = await receiveForm(
    args.request,
    localeOf(args.request),
    // the door first and by itself: no stranger's file is read, and no transaction waits for a slow sender
    () => inTenant(args, (door) => mayHandIn(door, id)),
    (received) =>
      inTenant(args, (door) => recordDecision(door, id, received ?? { form: door.form, kept: null })),
  );
  return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, decisionsText, (t) => {
    const title = data?.data.kind === "reglemente" ? t.reglementeTitle : t.decisionTitle;
    return title(data?.data.agreement.title ?? "");
  });

export default function AgreementDecision() {
  return <DecisionPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
