import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canCurate } from "../features/catalogue/catalogue.policy.ts";
import { countDoubles } from "../features/merges/doubles.server.ts";
import { MergePage } from "../features/merges/MergePages.tsx";
import { mergePath } from "../features/merges/merges.paths.ts";
import { findMerge, undoMerge } from "../features/merges/merges.server.ts";
import { hasInventory } from "../features/systems/systems.policy.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canCurate(actor, tenant));
    const merge = await findMerge(db, args.params.id!);
    return json({
      slug: tenant.slug,
      merge,
      doubles: merge.kind === "product" && hasInventory(tenant) ? await countDoubles(db) : 0,
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

/** Undoes the merge. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, record, authorize, unrecorded }) => {
    authorize(canCurate(actor, tenant));
    const merge = await findMerge(db, args.params.id!);
    const refusal = await undoMerge(db, merge, actor.name, record);
    if (!refusal) return redirect(`${mergePath(tenant.slug, merge.id)}?done=undone`);
    unrecorded("a refused undo changes nothing");
    return json({ refusal }, 409);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.merge.loser_name ?? ""} – Samverka` },
];

export default function Merge() {
  const answer = useActionData<typeof action>();
  return <MergePage {...useLoaderData<typeof loader>()} refusal={answer?.refusal ?? null} />;
}
