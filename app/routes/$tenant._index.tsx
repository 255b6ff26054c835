import { json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canCurate } from "../features/catalogue/catalogue.policy.ts";
import { countUnansweredRounds, listOwnConfirmations } from "../features/confirmations/progress.server.ts";
import { findInterestWork } from "../features/interest-checks/work.server.ts";
import { countDoubles } from "../features/merges/doubles.server.ts";
import { countAllDuplicates } from "../features/merges/duplicates.server.ts";
import { StartPage, SupplierStart } from "../features/start/StartPage.tsx";
import {
  countForStart,
  countWork,
  listLatestChanges,
  listNearDates,
} from "../features/start/start.server.ts";
import { countStartViews } from "../features/start/views.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, open }) => {
    open("every member has a start page");
    // in "view as" there is nothing to do and nothing of one's own: the list is where one begins
    if (tenant.previewOf) return redirect(`/${tenant.slug}/systems`);
    const common = { slug: tenant.slug, organisation: tenant.name, name: actor.name };
    if (tenant.kind === "supplier")
      return json({ ...common, isSupplier: true as const, views: await countStartViews({ db, tenant }) });
    const mayWrite = actor.roles.some((role) => role !== "reader");
    const changes = await listLatestChanges(db, tenant.id);
    return json({
      ...common,
      isSupplier: false as const,
      views: await countStartViews({ db, tenant }),
      counts: await countForStart(db, tenant.id),
      work: mayWrite ? await countWork(db, tenant.id, today) : null,
      confirmations: {
        own: (await listOwnConfirmations(db, actor, today)).length,
        rounds: mayWrite ? await countUnansweredRounds(db, today) : 0,
      },
      names: {
        duplicates:
          mayWrite || canCurate(actor, tenant) ? await countAllDuplicates({ db, actor, tenant }) : 0,
        doubles: mayWrite ? await countDoubles(db) : 0,
      },
      interest: mayWrite ? await findInterestWork(db, today) : null,
      isAdmin: actor.roles.includes("local_admin"),
      mayWrite,
      dates: await listNearDates(db, tenant.id, today),
      changes: changes.map((change) => ({ ...change, at: change.at.toISOString() })),
    });
  });
}

export default function Start() {
  const data = useLoaderData<typeof loader>();
  return data.isSupplier ? <SupplierStart {...data} /> : <StartPage {...data} />;
}
