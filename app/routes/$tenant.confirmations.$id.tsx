import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { roundPath, roundsPath } from "../features/confirmations/confirmations.paths.ts";
import { mayRunRounds } from "../features/confirmations/confirmations.policy.ts";
import { RoundPage } from "../features/confirmations/RoundPage.tsx";
import { closeRound, loadRound, openRound, removeDraft } from "../features/confirmations/rounds.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadRound(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const id = args.params.id ?? "";
    const { slug } = door.tenant;
    switch (door.form.get("intent")) {
      case "open": {
        const outcome = await openRound(door, id);
        if ("refused" in outcome) return json(outcome, 409);
        return redirect(roundPath(slug, id, `?sent=${outcome.letters}`));
      }
      case "close":
        await closeRound(door, id);
        return redirect(roundPath(slug, id, "?closed=1"));
      case "remove":
        await removeDraft(door, id);
        return redirect(roundsPath(slug));
      default:
        door.authorize(mayRunRounds(door.actor, door.tenant));
        return redirect(roundPath(slug, id));
    }
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.round.name ?? ""} – Samverka` },
];

export default function Round() {
  const [search] = useSearchParams();
  const answer = useActionData<typeof action>();
  return (
    <RoundPage
      data={useLoaderData<typeof loader>()}
      sent={search.get("sent")}
      isClosedNow={search.has("closed")}
      refused={answer && "refused" in answer ? answer.refused : undefined}
    />
  );
}
