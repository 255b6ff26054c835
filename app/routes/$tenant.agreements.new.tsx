import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NewAgreementPage } from "../features/agreements/AgreementForm.tsx";
import { createAgreement, loadNewAgreement } from "../features/agreements/edit.server.ts";
import { agreementFormText } from "../features/agreements/form.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json({ ...(await loadNewAgreement(door)), formKey: randomUUID() }));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await createAgreement(door);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, agreementFormText, (t) => t.newTitle);

export default function NewAgreement() {
  return <NewAgreementPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
