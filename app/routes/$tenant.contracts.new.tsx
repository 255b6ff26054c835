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
import { loadNewContract, saveNewContract } from "../features/contracts/edit.server.ts";
import { contractFormText } from "../features/contracts/form.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const usage = new URL(args.request.url).searchParams.get("usage");
  return inTenant(args, async (door) =>
    json({ ...(await loadNewContract(door, usage)), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await saveNewContract(door);
    return "to" in outcome ? redirect(outcome.to) : json({ state: outcome.state }, outcome.status);
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, contractFormText, (t) => t.newTitle);

export default function NewContract() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ContractForm data={data} state={answer?.state ?? data.state} formKey={data.formKey} />;
}
