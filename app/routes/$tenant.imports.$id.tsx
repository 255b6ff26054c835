import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayImport } from "../features/imports/imports.policy.ts";
import { RunPage } from "../features/imports/RunPage.tsx";
import { viewRun } from "../features/imports/run-page.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, now, authorize }) => {
    authorize(mayImport(actor, tenant));
    const notice = new URL(args.request.url).searchParams.get("problem");
    const view = await viewRun(db, args.params.id!, { locale: localeOf(args.request), notice, now });
    return json({ slug: tenant.slug, ...view });
  });
}

/** While work is under way the page is fetched again every other second, also without script. */
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.run.fileName ?? "Import"} – Samverka` },
  ...(data?.run.work ? [{ httpEquiv: "refresh", content: "2" }] : []),
];

export default function Import() {
  return <RunPage {...useLoaderData<typeof loader>()} />;
}
