import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ClosurePage } from "../features/contracts/ActPages.tsx";
import { loadClosure, saveClosure } from "../features/contracts/decisions.server.ts";
import { partsText } from "../features/contracts/parts.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({ data: await loadClosure(door, args.params.id ?? ""), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await saveClosure(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, partsText, (t) => t.closureTitle(data?.data.contract.name ?? ""));

export default function ClosureRoute() {
  const { data, formKey } = useLoaderData<typeof loader>();
  return <ClosurePage data={data} formKey={formKey} {...useActionData<typeof action>()} />;
}
