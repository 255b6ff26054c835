import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { IndexPage } from "../features/contracts/IndexPages.tsx";
import { changeIndex, loadIndex } from "../features/contracts/index.server.ts";
import { partsText } from "../features/contracts/parts.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      data: {
        ...(await loadIndex(door, args.params.id ?? "")),
        keys: { value: randomUUID(), adjustment: randomUUID() },
      },
      formKey: randomUUID(),
    }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeIndex(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, partsText, (t) => t.indexTitle(data?.data.contract.name ?? ""));

export default function IndexRoute() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <IndexPage data={data} formKey={formKey} isSaved={!answer && search.has("saved")} {...answer} />;
}
