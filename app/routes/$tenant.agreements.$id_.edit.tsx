import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EditAgreementPage } from "../features/agreements/AgreementForm.tsx";
import { loadEditAgreement, updateAgreement } from "../features/agreements/edit.server.ts";
import { agreementFormText } from "../features/agreements/form.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadEditAgreement(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await updateAgreement(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, agreementFormText, (t) => t.editTitle(data?.agreement.title ?? ""));

export default function EditAgreement() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  // the version that was read stays with what was typed
  const typed = answer ? { ...answer.typed, version: data.typed.version ?? "" } : data.typed;
  return <EditAgreementPage {...data} {...answer} typed={typed} />;
}
