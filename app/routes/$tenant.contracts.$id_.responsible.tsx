import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { ResponsiblePage } from "../features/contracts/PartPages.tsx";
import { partsText } from "../features/contracts/parts.text.ts";
import { changeResponsible, loadResponsible } from "../features/contracts/systems.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({ data: await loadResponsible(door, args.params.id ?? ""), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeResponsible(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, partsText, (t) => t.responsibleTitle(data?.data.contract.name ?? ""));

export default function ResponsibleRoute() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <ResponsiblePage data={data} formKey={formKey} isSaved={!answer && search.has("saved")} {...answer} />
  );
}
