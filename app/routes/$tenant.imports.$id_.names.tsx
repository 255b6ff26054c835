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
import { NamesPage } from "../features/imports/NamesPage.tsx";
import { decideNames, viewNames } from "../features/imports/names-view.server.ts";
import { waitForWork } from "../features/imports/work.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayImport(actor, tenant));
    const search = new URL(args.request.url).searchParams;
    const view = await viewNames(db, args.params.id!, { search, locale: localeOf(args.request) });
    return json({ slug: tenant.slug, ...view });
  });
}

export async function action(args: ActionFunctionArgs) {
  const { job, slug } = await inTenant(args, async (door) => {
    door.authorize(mayImport(door.actor, door.tenant));
    return { job: await decideNames(door, args.params.id!), slug: door.tenant.slug };
  });
  await waitForWork(job);
  return redirect(importPath(slug, args.params.id!));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, importsText, (t) => t.names.title);

export default function Names() {
  return <NamesPage {...useLoaderData<typeof loader>()} />;
}
