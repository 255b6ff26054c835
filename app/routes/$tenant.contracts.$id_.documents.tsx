import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { DocumentsPage } from "../features/contracts/DocumentsPage.tsx";
import {
  addFile,
  changeDocuments,
  loadDocumentsPage,
  mayAddFile,
} from "../features/contracts/documents.server.ts";
import { contractDocumentsText } from "../features/contracts/documents.text.ts";
import { receiveDocument } from "../features/documents/documents.server.ts";
import { config } from "../server/config.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const largest = config().maxFileBytes;
  return inTenant(args, async (door) =>
    json({ data: await loadDocumentsPage(door, args.params.id ?? ""), largest, formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  const id = args.params.id ?? "";
  if (args.request.headers.get("Content-Type")?.startsWith("multipart/")) {
    // The door first and by itself: no stranger's file is read, and no transaction waits for a slow sender.
    const owner = await inTenant(args, (door) => mayAddFile(door, id));
    const outcome = await receiveDocument(
      args.request,
      { owner, locale: localeOf(args.request) },
      (received) => inTenant(args, (door) => addFile(door, id, received)),
    );
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  }
  return inTenant(args, async (door) => {
    const outcome = await changeDocuments(door, id);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, contractDocumentsText, (t) => t.pageTitle(data?.data.contract.name ?? ""));

export default function Documents() {
  const { data, largest, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const isSaved = !answer && search.has("saved");
  return <DocumentsPage data={data} largest={largest} formKey={formKey} isSaved={isSaved} {...answer} />;
}
