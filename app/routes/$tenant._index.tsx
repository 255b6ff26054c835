import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { countUnansweredRounds, listOwnConfirmations } from "../features/confirmations/progress.server.ts";
import { StartPage, SupplierStart } from "../features/start/StartPage.tsx";
import {
  countForStart,
  countWork,
  listLatestChanges,
  listNearDates,
} from "../features/start/start.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, open }) => {
    open("every member has a start page");
    const common = {
      slug: tenant.slug,
      organisation: tenant.previewOf?.name ?? tenant.name,
      name: actor.name,
    };
    if (tenant.kind === "supplier") return json({ ...common, isSupplier: true as const });
    const subject = tenant.previewOf?.id ?? tenant.id;
    const mayWrite = actor.roles.some((role) => role !== "reader");
    const changes = await listLatestChanges(db, subject);
    return json({
      ...common,
      isSupplier: false as const,
      counts: await countForStart(db, subject),
      work: mayWrite ? await countWork(db, subject, today) : null,
      confirmations: actor.isPreview
        ? { own: 0, rounds: 0 }
        : {
            own: (await listOwnConfirmations(db, actor, today)).length,
            rounds: mayWrite ? await countUnansweredRounds(db, today) : 0,
          },
      isAdmin: actor.roles.includes("local_admin"),
      mayWrite,
      dates: await listNearDates(db, subject, today),
      changes: changes.map((change) => ({ ...change, at: change.at.toISOString() })),
    });
  });
}

export default function Start() {
  const data = useLoaderData<typeof loader>();
  return data.isSupplier ? <SupplierStart {...data} /> : <StartPage {...data} />;
}
