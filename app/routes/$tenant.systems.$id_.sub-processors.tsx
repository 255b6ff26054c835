import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { systemsFormText } from "../features/systems/form.text.ts";
import { SubProcessorsPage } from "../features/systems/HoldingPages.tsx";
import { changeSubProcessors, loadSubProcessorsPage } from "../features/systems/holdings.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({ data: await loadSubProcessorsPage(door, args.params.id ?? ""), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeSubProcessors(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, systemsFormText, (t) => t.subProcessorsTitle(data?.data.usage.own_name ?? ""));

export default function SubProcessors() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <SubProcessorsPage data={data} formKey={formKey} isSaved={!answer && search.has("saved")} {...answer} />
  );
}
