import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { budgetText } from "../features/settlements/budget.text.ts";
import { LedgerFilePage } from "../features/settlements/LedgerPages.tsx";
import { loadLedgerFile, receiveLedger } from "../features/settlements/ledger.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadLedgerFile(door, args.params.id, args.params.year)));
}

export async function action(args: ActionFunctionArgs) {
  const outcome = await receiveLedger(args);
  return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
}

export const meta: MetaFunction = (asked) => pageTitle(asked, budgetText, (t) => t.uploadTitle);

export default function LedgerFile() {
  return <LedgerFilePage data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
