import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DocumentRemovalPage } from "../features/contracts/DocumentsPage.tsx";
import { deleteDocument, openDocument } from "../features/contracts/documents.server.ts";
import { contractDocumentsText } from "../features/contracts/documents.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { id = "", document = "" } = args.params;
  return inTenant(args, async (door) => json(await openDocument(door, id, document)));
}

/** Deletes the document, and its file. */
export async function action(args: ActionFunctionArgs) {
  const { id = "", document = "" } = args.params;
  return inTenant(args, async (door) => redirect(await deleteDocument(door, id, document)));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, contractDocumentsText, (t) => t.removalTitle(data?.document.title ?? ""));

export default function Removal() {
  return <DocumentRemovalPage {...useLoaderData<typeof loader>()} />;
}
