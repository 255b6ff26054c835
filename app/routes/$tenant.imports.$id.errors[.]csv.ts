import type { LoaderFunctionArgs } from "@remix-run/node";
import { errorsFile } from "../features/imports/errors-file.server.ts";
import { mayImport } from "../features/imports/imports.policy.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** Every error of an import as a file, to correct the sheet by. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayImport(actor, tenant));
    return errorsFile(db, args.params.id!, localeOf(args.request));
  });
}
