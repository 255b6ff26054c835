import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { loadWeights, saveWeights } from "../features/confirmations/completeness.server.ts";
import { weightsPath } from "../features/confirmations/confirmations.paths.ts";
import { confirmationsText } from "../features/confirmations/confirmations.text.ts";
import { WeightsPage } from "../features/confirmations/WeightsPage.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadWeights(door)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const wrong = await saveWeights(door);
    return wrong ? json(wrong, 422) : redirect(weightsPath(door.tenant.slug, "?saved=1"));
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, confirmationsText, (t) => t.weights);

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
