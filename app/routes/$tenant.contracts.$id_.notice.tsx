import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NoticePage } from "../features/contracts/ActPages.tsx";
import { loadNotice, saveNotice } from "../features/contracts/decisions.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({ data: await loadNotice(door, args.params.id ?? ""), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await saveNotice(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, outcome.status);
  });
}

export default function NoticeRoute() {
  const { data, formKey } = useLoaderData<typeof loader>();
  return <NoticePage data={data} formKey={formKey} {...useActionData<typeof action>()} />;
}
