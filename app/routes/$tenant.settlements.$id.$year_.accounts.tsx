import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { loadAccounts, saveAccounts } from "../features/settlements/accounts.server.ts";
import { AccountsPage } from "../features/settlements/RunForms.tsx";
import { runText } from "../features/settlements/run.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadAccounts(door, args.params.id, args.params.year);
    return json({ data });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await saveAccounts(door, args.params.id, args.params.year);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, runText, (t) => t.accountsTitle(data?.data.year ?? 0));

export default function Page() {
  const [search] = useSearchParams();
  return (
    <AccountsPage
      {...useLoaderData<typeof loader>()}
      answer={useActionData<typeof action>()}
      isSaved={search.has("saved")}
    />
  );
}
