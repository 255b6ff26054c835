import type { LoaderFunctionArgs } from "@remix-run/node";
import { openStoredFile, sendStoredFile } from "../features/documents/documents.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** A stored file's content, to be saved. The transaction is over before the content is sent. */
export async function loader(args: LoaderFunctionArgs) {
  const file = await inTenant(args, (door) => openStoredFile(door, args.params.id ?? ""));
  return sendStoredFile(file);
}
