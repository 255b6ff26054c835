import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { TrueUpPage } from "../features/licences/TrueUpPage.tsx";
import { trueUpText } from "../features/licences/true-up.text.ts";
import { stepTrueUp } from "../features/licences/true-up-steps.server.ts";
import { loadTrueUp } from "../features/licences/true-ups.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      data: await loadTrueUp(
        door,
        { agreement: args.params.id ?? "", item: args.params.item ?? "" },
        new URL(args.request.url).searchParams.get("run"),
      ),
      formKey: randomUUID(),
    }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await stepTrueUp(door, { agreement: args.params.id ?? "", item: args.params.item ?? "" });
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, trueUpText, (t) => t.title(data?.data.item.name ?? ""));

export default function TrueUpRoute() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <TrueUpPage data={data} formKey={formKey} isSaved={!answer && search.has("saved")} {...answer} />;
}
