import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { importPath } from "../features/imports/imports.paths.ts";
import { mayImport } from "../features/imports/imports.policy.ts";
import { importsText } from "../features/imports/imports.text.ts";
import { RowsPage } from "../features/imports/RowsPage.tsx";
import { pickTarget, viewRows } from "../features/imports/rows-page.server.ts";
import { waitForWork } from "../features/imports/work.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayImport(actor, tenant));
    const view = await viewRows(db, args.params.id!, args.request, localeOf(args.request));
    return json({ slug: tenant.slug, ...view });
  });
}

/** Which system an ambiguous row is about. */
export async function action(args: ActionFunctionArgs) {
  const { job, slug } = await inTenant(args, async (door) => {
    door.authorize(mayImport(door.actor, door.tenant));
    return { job: await pickTarget(door, args.params.id!), slug: door.tenant.slug };
  });
  await waitForWork(job);
  return redirect(importPath(slug, args.params.id!));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, importsText, (t) => t.rows.title);

export default function Rows() {
  return <RowsPage {...useLoaderData<typeof loader>()} />;
}
