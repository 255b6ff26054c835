import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FreshnessTable } from "../features/confirmations/FreshnessTable.tsx";
import { listFreshness } from "../features/confirmations/freshness.server.ts";
import { CooperationPage } from "../features/cooperations/CooperationPage.tsx";
import { listCircles } from "../features/cooperations/circles.server.ts";
import {
  canCoordinate,
  canDecideForOrganisation,
  canReadCooperations,
} from "../features/cooperations/cooperations.policy.ts";
import { findCooperation, listMembers } from "../features/cooperations/cooperations.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    authorize(canReadCooperations(actor, tenant));
    const cooperation = await findCooperation(db, args.params.id!);
    const members = await listMembers(db, cooperation.id, today);
    return json({
      slug: tenant.slug,
      cooperation,
      members,
      mine: members.find((member) => member.id === tenant.id) ?? null,
      circles: await listCircles(db, cooperation.id),
      freshness: await listFreshness(db, cooperation.id),
      can: {
        decide: canDecideForOrganisation(actor, tenant),
        coordinate: canCoordinate(actor, tenant, cooperation),
      },
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.cooperation.name ?? ""} – Samverka` },
];

export default function Cooperation() {
  const { freshness, ...data } = useLoaderData<typeof loader>();
  return (
    <CooperationPage {...data}>
      <FreshnessTable rows={freshness} />
    </CooperationPage>
  );
}
