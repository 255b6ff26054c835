import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { admitParty, loadAdmission } from "../features/agreements/admissions.server.ts";
import { decisionsText } from "../features/agreements/decisions.text.ts";
import { AdmissionPage } from "../features/agreements/StepPage.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { id = "", party = "" } = args.params;
  return inTenant(args, async (door) => json(await loadAdmission(door, id, party, localeOf(args.request))));
}

export async function action(args: ActionFunctionArgs) {
  const { id = "", party = "" } = args.params;
  return inTenant(args, async (door) => {
    const outcome = await admitParty(door, id, party, localeOf(args.request));
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 409);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, decisionsText, (t) =>
    t.admissionTitle(data?.party.name ?? "", data?.agreement.title ?? ""),
  );

export default function AgreementAdmission() {
  return <AdmissionPage data={useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
