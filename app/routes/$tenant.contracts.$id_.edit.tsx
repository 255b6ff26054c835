import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ContractForm } from "../features/contracts/ContractForm.tsx";
import { loadContractForm, saveContract } from "../features/contracts/edit.server.ts";
import { contractFormText } from "../features/contracts/form.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({ ...(await loadContractForm(door, args.params.id ?? "")), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await saveContract(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json({ state: outcome.state }, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, contractFormText, (t) => t.editTitle(data?.contract?.name ?? ""));

export default function EditContract() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ContractForm data={data} state={answer?.state ?? data.state} formKey={data.formKey} />;
}
