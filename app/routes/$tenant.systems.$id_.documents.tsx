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
import { DocumentsPage } from "../features/systems/HoldingPages.tsx";
import { changeDocuments, loadDocumentsPage } from "../features/systems/holdings.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({ data: await loadDocumentsPage(door, args.params.id ?? ""), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeDocuments(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, systemsFormText, (t) => t.documentsTitle(data?.data.usage.own_name ?? ""));

export default function Documents() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <DocumentsPage data={data} formKey={formKey} isSaved={!answer && search.has("saved")} {...answer} />;
}
