import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { budgetText } from "../features/settlements/budget.text.ts";
import { LedgerPage } from "../features/settlements/LedgerPages.tsx";
import { changeLedger, loadLedger } from "../features/settlements/ledger.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadLedger(door, args.params.id, args.params.year);
    return json({ data, formKey: randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeLedger(door, args.params.id, args.params.year);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, budgetText, (t) => t.ledgerTitle(data?.data.year ?? 0));

export default function Page() {
  const [search] = useSearchParams();
  return (
    <LedgerPage
      {...useLoaderData<typeof loader>()}
      answer={useActionData<typeof action>()}
      saved={{ isSaved: search.has("saved"), rows: search.get("file") }}
    />
  );
}
