import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canCurate } from "../features/catalogue/catalogue.policy.ts";
import { mergePath, recordKind } from "../features/merges/merges.paths.ts";
import { countReferences, findSide, listWinners, mergeRecords } from "../features/merges/merges.server.ts";
import { NewMergePage } from "../features/merges/NewMergePage.tsx";
import { NotFound } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canCurate(actor, tenant));
    const query = new URL(args.request.url).searchParams;
    const kind = recordKind(query.get("kind"));
    if (!kind) throw new NotFound();
    const loser = await findSide(db, kind, query.get("loser") ?? "");
    const winnerId = query.get("winner");
    const winner = winnerId ? await findSide(db, kind, winnerId) : null;
    const words = (query.get("q") ?? "").slice(0, 300);
    return json({
      slug: tenant.slug,
      kind,
      loser,
      winner,
      words,
      counts: winner ? await countReferences(db, kind, loser.id) : [],
      winners: winner ? [] : await listWinners(db, { kind, loser, words }),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, form, record, authorize, unrecorded }) => {
    authorize(canCurate(actor, tenant));
    const kind = recordKind(String(form.get("kind") ?? ""));
    if (!kind) throw new NotFound();
    const loser = await findSide(db, kind, String(form.get("loser") ?? ""));
    const winner = await findSide(db, kind, String(form.get("winner") ?? ""));
    const outcome = await mergeRecords(db, { kind, loser, winner, byName: actor.name }, record);
    if ("merge" in outcome) return redirect(`${mergePath(tenant.slug, outcome.merge)}?done=merged`);
    unrecorded("a refused merge changes nothing");
    return json({ refusal: outcome.refusal }, 409);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.loser.name ?? ""} – Samverka` },
];

export default function NewMerge() {
  const answer = useActionData<typeof action>();
  return <NewMergePage {...useLoaderData<typeof loader>()} refusal={answer?.refusal ?? null} />;
}
