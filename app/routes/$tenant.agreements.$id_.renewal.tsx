import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RenewalPage } from "../features/agreements/AmendmentForms.tsx";
import { createRenewal, loadRenewal } from "../features/agreements/amendment-drafts.server.ts";
import { amendmentsText } from "../features/agreements/amendments.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      data: await loadRenewal(door, args.params.id ?? "", localeOf(args.request)),
      formKey: randomUUID(),
    }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await createRenewal(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, amendmentsText, (t) => t.renewalTitle(data?.data.agreement.title ?? ""));

export default function AgreementRenewal() {
  return <RenewalPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
