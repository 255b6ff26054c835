import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canCurate } from "../features/catalogue/catalogue.policy.ts";
import { MergesPage } from "../features/merges/MergePages.tsx";
import { listMerges } from "../features/merges/merges.server.ts";
import { mergesText } from "../features/merges/merges.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canCurate(actor, tenant));
    return json({
      title: textFor(mergesText, localeOf(args.request)).title,
      slug: tenant.slug,
      rows: await listMerges(db),
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Merges() {
  return <MergesPage {...useLoaderData<typeof loader>()} />;
}
