import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EditPage } from "../features/systems/EditPage.tsx";
import { loadEditPage, saveUsage } from "../features/systems/edit.server.ts";
import { systemsFormText } from "../features/systems/form.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const group = new URL(args.request.url).searchParams.get("group");
  return inTenant(args, async (door) =>
    json({ ...(await loadEditPage(door, { id: args.params.id ?? "", group })), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await saveUsage(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json({ state: outcome.state }, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, systemsFormText, (t) => t.editTitle(data?.usage.own_name ?? ""));

export default function EditSystem() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <EditPage data={data} state={answer?.state ?? data.state} formKey={data.formKey} />;
}
