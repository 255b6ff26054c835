import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { KeyFormPage } from "../features/settlements/KeyForm.tsx";
import { keyText } from "../features/settlements/key.text.ts";
import { loadKeyForm, postKey } from "../features/settlements/key-versions.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadKeyForm(door, args.params.id, args.params.year);
    return json({ data, formKey: randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await postKey(door, args.params.id, args.params.year);
    if ("to" in outcome) return redirect(outcome.to);
    door.unrecorded("a preview, or nothing was written");
    return "preview" in outcome
      ? json({ ...outcome, errors: undefined })
      : json({ ...outcome, preview: undefined }, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, keyText, (t) => t.keyTitle(data?.data.agreement.title ?? "", data?.data.year ?? 0));

export default function SettlementKey() {
  return <KeyFormPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
