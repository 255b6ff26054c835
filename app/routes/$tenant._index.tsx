import { json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listNearDates } from "../features/start/near-dates.server.ts";
import { StartPage, SupplierStart } from "../features/start/StartPage.tsx";
import { countForStart, listLatestChanges } from "../features/start/start.server.ts";
import { countStartViews } from "../features/start/views.server.ts";
import { findWaiting } from "../features/start/waiting.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const { db, actor, tenant } = door;
    door.open("every member has a start page");
    // in "view as" there is nothing to do and nothing of one's own: the list is where one begins
    if (tenant.previewOf) return redirect(`/${tenant.slug}/systems`);
    const common = { slug: tenant.slug, organisation: tenant.name, name: actor.name };
    if (tenant.kind === "supplier")
      return json({ ...common, isSupplier: true as const, views: await countStartViews({ db, tenant }) });
    const changes = await listLatestChanges(db, tenant.id);
    return json({
      ...common,
      isSupplier: false as const,
      views: await countStartViews({ db, tenant }),
      counts: await countForStart(db, tenant.id),
      waiting: await findWaiting(door),
      mayWrite: actor.roles.some((role) => role !== "reader"),
      near: await listNearDates(door),
      changes: changes.map((change) => ({ ...change, at: change.at.toISOString() })),
    });
  });
}

export default function Start() {
  const data = useLoaderData<typeof loader>();
  return data.isSupplier ? <SupplierStart {...data} /> : <StartPage {...data} />;
}
