import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { loadWeights, saveWeights } from "../features/confirmations/completeness.server.ts";
import { weightsPath } from "../features/confirmations/confirmations.paths.ts";
import { WeightsPage } from "../features/confirmations/WeightsPage.tsx";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadWeights(door)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const wrong = await saveWeights(door);
    return wrong ? json(wrong, 422) : redirect(weightsPath(door.tenant.slug, "?saved=1"));
  });
}

export default function CompletenessWeights() {
  const [search] = useSearchParams();
  const answer = useActionData<typeof action>();
  return (
    <WeightsPage
      {...useLoaderData<typeof loader>()}
      isSaved={search.has("saved")}
      answer={answer ?? undefined}
    />
  );
}
