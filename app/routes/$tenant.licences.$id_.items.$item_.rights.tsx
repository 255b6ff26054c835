import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { poolText } from "../features/licences/pool.text.ts";
import { RightsPage } from "../features/licences/RightsPage.tsx";
import { changeRights, loadRights } from "../features/licences/rights.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      data: await loadRights(
        door,
        { agreement: args.params.id ?? "", item: args.params.item ?? "" },
        new URL(args.request.url).searchParams.get("change"),
      ),
      formKey: randomUUID(),
    }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeRights(door, {
      agreement: args.params.id ?? "",
      item: args.params.item ?? "",
    });
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, poolText, (t) => t.rightsTitle(data?.data.item.name ?? ""));

export default function Rights() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <RightsPage data={data} formKey={formKey} isSaved={!answer && search.has("saved")} {...answer} />;
}
