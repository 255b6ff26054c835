import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { removeRound } from "../features/renewals/drafts.server.ts";
import { renewalsPath } from "../features/renewals/renewals.paths.ts";
import { renewalsText } from "../features/renewals/renewals.text.ts";
import { openDraft } from "../features/renewals/rounds.server.ts";
import { RemovalPage } from "../features/renewals/StepPages.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const { id, name } = await openDraft(door, args.params.id ?? "");
    return json({ slug: door.tenant.slug, round: { id, name } });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    await removeRound(door, args.params.id ?? "");
    return redirect(renewalsPath(door.tenant.slug));
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, renewalsText, (t) => t.removeTitle(data?.round.name ?? ""));

export default function RenewalRemoval() {
  return <RemovalPage {...useLoaderData<typeof loader>()} />;
}
