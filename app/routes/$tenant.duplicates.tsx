import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canCurate, canPropose } from "../features/catalogue/catalogue.policy.ts";
import { DuplicatesPage } from "../features/merges/DuplicatesPage.tsx";
import { readVerdict } from "../features/merges/duplicates.rules.ts";
import {
  answerPair,
  countDuplicates,
  listDuplicates,
  listToldApart,
  MOST_PAIRS,
} from "../features/merges/duplicates.server.ts";
import { duplicatesText } from "../features/merges/duplicates.text.ts";
import { PAIRS_ON_PAGE, pageNumber, recordKind } from "../features/merges/merges.paths.ts";
import { NotFound } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const { actor, tenant, authorize } = door;
    authorize(canCurate(actor, tenant) || canPropose(actor, tenant));
    const { searchParams } = new URL(args.request.url);
    const kind = recordKind(searchParams.get("kind")) ?? "product";
    const isSettled = searchParams.get("show") === "settled";
    const asked = pageNumber(searchParams.get("page"));
    const counts = await countDuplicates(door);
    const apart = isSettled ? await listToldApart(door, kind, asked) : { total: counts[kind], rows: [] };
    // the last pair of the last page may just have been decided on
    const page = isSettled ? asked : Math.min(asked, Math.max(1, Math.ceil(apart.total / PAIRS_ON_PAGE)));
    return json({
      title: textFor(duplicatesText, localeOf(args.request)).title,
      slug: tenant.slug,
      kind,
      isSettled,
      page,
      counts,
      total: apart.total,
      isCut: !isSettled && apart.total >= MOST_PAIRS,
      pairs: isSettled ? [] : await listDuplicates(door, kind, page),
      toldApart: apart.rows,
      done: searchParams.get("done"),
      undo: searchParams.get("undo"),
      can: { merge: canCurate(actor, tenant) },
    });
  });
}

/** Says that a pair is different or the same, or takes that back; leads back to the same page of the list. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(canCurate(door.actor, door.tenant) || canPropose(door.actor, door.tenant));
    const posted = readVerdict(door.form);
    if (!posted) throw new NotFound();
    const outcome = await answerPair(door, posted);
    const { pathname, searchParams } = new URL(args.request.url);
    searchParams.delete("_data");
    searchParams.set("done", outcome.done);
    searchParams.delete("undo");
    if (outcome.done === "different") searchParams.set("undo", outcome.id);
    return redirect(`${pathname}?${searchParams}`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Duplicates() {
  return <DuplicatesPage {...useLoaderData<typeof loader>()} />;
}
