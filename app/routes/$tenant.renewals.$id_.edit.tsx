import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { loadRound, updateRound } from "../features/renewals/drafts.server.ts";
import { RoundForm } from "../features/renewals/RoundForm.tsx";
import { renewalsText } from "../features/renewals/renewals.text.ts";
import { useRoundPlace } from "../features/renewals/useRoundPlace.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";
import { useText } from "../text/useText.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadRound(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await updateRound(door, args.params.id ?? "");
    if ("to" in outcome) return redirect(outcome.to);
    door.unrecorded("nothing was written");
    return json(outcome, "" in outcome.errors ? 409 : 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, renewalsText, (t) => t.editTitle(data?.name ?? ""));

export default function EditRenewal() {
  const data = useLoaderData<typeof loader>();
  const t = useText(renewalsText);
  const { crumbs, href } = useRoundPlace(data.slug, data);
  return (
    <RoundForm
      title={t.editTitle(data.name)}
      crumbs={crumbs}
      cancelHref={href}
      options={data.options}
      typed={data.typed}
      answersShared={data.answersShared}
      version={data.version}
      {...useActionData<typeof action>()}
    />
  );
}
