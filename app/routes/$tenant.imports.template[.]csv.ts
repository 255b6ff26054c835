import type { LoaderFunctionArgs } from "@remix-run/node";
import { IMPORT_KINDS } from "../features/imports/fields.rules.ts";
import { mayImport } from "../features/imports/imports.policy.ts";
import { templateFile } from "../features/imports/template.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** An empty file with the headings that an import knows. */
export async function loader(args: LoaderFunctionArgs) {
  const asked = new URL(args.request.url).searchParams.get("kind");
  const kind = IMPORT_KINDS.find((one) => one === asked) ?? "systems";
  return inTenant(args, async ({ actor, tenant, authorize }) => {
    authorize(mayImport(actor, tenant));
    return templateFile(kind, "csv");
  });
}
