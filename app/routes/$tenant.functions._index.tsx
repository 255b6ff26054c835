import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FunctionListPage } from "../features/functions/FunctionListPage.tsx";
import { countByFunction } from "../features/functions/functions.server.ts";
import { functionsText } from "../features/functions/functions.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, tenant, open }) => {
    open("the taxonomy is everybody's");
    const ofTenant = tenant.kind === "supplier" ? null : (tenant.previewOf?.id ?? tenant.id);
    return json({ slug: tenant.slug, functions: await countByFunction(db, ofTenant) });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, functionsText, (t) => t.title);

export default function Functions() {
  return <FunctionListPage {...useLoaderData<typeof loader>()} />;
}
