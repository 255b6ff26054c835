import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CallOptionPage } from "../features/contracts/ActPages.tsx";
import { callOption, loadCall } from "../features/contracts/decisions.server.ts";
import { partsText } from "../features/contracts/parts.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({ data: await loadCall(door, args.params.id ?? "", args.params.seq ?? ""), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await callOption(door, args.params.id ?? "", args.params.seq ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, partsText, (t) =>
    t.callTitle(data?.data.option.seq ?? 1, data?.data.contract.name ?? ""),
  );

export default function CallOptionRoute() {
  const { data, formKey } = useLoaderData<typeof loader>();
  return <CallOptionPage data={data} formKey={formKey} {...useActionData<typeof action>()} />;
}
