import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CooperationList } from "../features/cooperations/CooperationList.tsx";
import {
  canDecideForOrganisation,
  canReadCooperations,
} from "../features/cooperations/cooperations.policy.ts";
import { listCooperations } from "../features/cooperations/cooperations.server.ts";
import { cooperationsText } from "../features/cooperations/cooperations.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    authorize(canReadCooperations(actor, tenant));
    return json({
      title: textFor(cooperationsText, localeOf(args.request)).title,
      slug: tenant.slug,
      hasLeft: new URL(args.request.url).searchParams.get("done") === "left",
      rows: await listCooperations(db, today),
      can: { decide: canDecideForOrganisation(actor, tenant) },
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Cooperations() {
  return <CooperationList {...useLoaderData<typeof loader>()} />;
}
