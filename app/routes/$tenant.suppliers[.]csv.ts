import type { LoaderFunctionArgs } from "@remix-run/node";
import { supplierFile } from "../features/suppliers/supplier-file.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The supplier list as a file, with the list's own filters, sorting and columns. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    door.open("the catalogue is everybody's; concepts of strangers are left out by row-level security");
    return supplierFile(door, search, { format: "csv", locale: localeOf(args.request) });
  });
}
