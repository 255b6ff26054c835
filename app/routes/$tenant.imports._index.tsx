import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ImportsPage } from "../features/imports/ImportsPage.tsx";
import { mayImport } from "../features/imports/imports.policy.ts";
import { importsText } from "../features/imports/imports.text.ts";
import { pageOf } from "../features/imports/paging.rules.ts";
import { countRuns, listRuns } from "../features/imports/runs.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

const PAGE_SIZE = 25;

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayImport(actor, tenant));
    const page = pageOf(args.request);
    const runs = await listRuns(db, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    return json({
      slug: tenant.slug,
      page,
      pageSize: PAGE_SIZE,
      total: await countRuns(db),
      runs: runs.map((run) => ({ ...run, created_at: run.created_at.toISOString() })),
    });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, importsText, (t) => t.title);

export default function Imports() {
  return <ImportsPage {...useLoaderData<typeof loader>()} />;
}
