import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DiscardPage } from "../features/imports/ConfirmPages.tsx";
import { importPath } from "../features/imports/imports.paths.ts";
import { mayImport } from "../features/imports/imports.policy.ts";
import { importsText } from "../features/imports/imports.text.ts";
import { discardRun, findRun } from "../features/imports/runs.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayImport(actor, tenant));
    const { id, file_name } = await findRun(db, args.params.id!);
    return json({ slug: tenant.slug, id, fileName: file_name });
  });
}

/** Throws an import away that was not applied. */
export async function action(args: ActionFunctionArgs) {
  const id = args.params.id!;
  return inTenant(args, async ({ db, actor, tenant, authorize, unrecorded }) => {
    authorize(mayImport(actor, tenant));
    await discardRun(db, id);
    unrecorded("nothing but the import's own rows has been there to change");
    return redirect(importPath(tenant.slug, id));
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, importsText, (t) => t.run.discardTitle);

export default function Removal() {
  return <DiscardPage {...useLoaderData<typeof loader>()} />;
}
