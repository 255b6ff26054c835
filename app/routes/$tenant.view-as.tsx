import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canDecideForOrganisation } from "../features/cooperations/cooperations.policy.ts";
import { ViewAsPage } from "../features/cooperations/ViewAsPage.tsx";
import { viewAsText } from "../features/cooperations/view-as.text.ts";
import { listPeers, searchOrganisations } from "../features/organisations/organisations.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canDecideForOrganisation(actor, tenant));
    const q = (new URL(args.request.url).searchParams.get("q") ?? "").slice(0, 100);
    const found = await searchOrganisations(db, q);
    return json({
      title: textFor(viewAsText, localeOf(args.request)).title,
      slug: tenant.slug,
      owner: tenant.name,
      peers: await listPeers(db),
      q,
      found: found.filter((each) => each.id !== tenant.id),
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function ViewAs() {
  return <ViewAsPage {...useLoaderData<typeof loader>()} />;
}
