import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { resultText } from "../features/renewals/result.text.ts";
import { TransferPage } from "../features/renewals/TransferPage.tsx";
import { changeTransfer, loadTransfer } from "../features/renewals/transfer.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadTransfer(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeTransfer(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 409);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, resultText, (t) => t.transferTitle(data?.round.name ?? ""));

export default function RenewalTransfer() {
  const [search] = useSearchParams();
  return (
    <TransferPage
      data={useLoaderData<typeof loader>()}
      saved={search.get("saved")}
      refusal={useActionData<typeof action>()?.refusal}
    />
  );
}
