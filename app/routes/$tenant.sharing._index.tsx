import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canDecideForOrganisation, canReadSharing } from "../features/cooperations/cooperations.policy.ts";
import { SharingPage } from "../features/cooperations/SharingPage.tsx";
import { isFieldGroup } from "../features/cooperations/sharing.rules.ts";
import {
  findLastShareChange,
  listOpenShares,
  listSharingChanges,
  listSharingCircles,
} from "../features/cooperations/sharing.server.ts";
import { sharingText } from "../features/cooperations/sharing.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canReadSharing(actor, tenant));
    const search = new URL(args.request.url).searchParams;
    const group = search.get("group");
    const can = { decide: canDecideForOrganisation(actor, tenant) };
    return json({
      title: textFor(sharingText, localeOf(args.request)).title,
      slug: tenant.slug,
      circles: await listSharingCircles(db),
      shares: await listOpenShares(db),
      changes: await listSharingChanges(db, { limit: 5 }),
      canUndo: can.decide && (await findLastShareChange(db)) !== undefined,
      can,
      done: {
        what: search.get("done"),
        circle: search.get("circle"),
        group: isFieldGroup(group) ? group : null,
      },
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Sharing() {
  return <SharingPage {...useLoaderData<typeof loader>()} />;
}
