import type { LoaderFunctionArgs } from "@remix-run/node";
import { mayImport } from "../features/imports/imports.policy.ts";
import { templateFile } from "../features/imports/template.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** An empty file with the headings that an import knows. */
export async function loader(args: LoaderFunctionArgs) {
  const kind = new URL(args.request.url).searchParams.get("kind");
  return inTenant(args, async ({ actor, tenant, authorize }) => {
    authorize(mayImport(actor, tenant));
    return templateFile(kind === "products" ? "products" : "systems", "csv");
  });
}
