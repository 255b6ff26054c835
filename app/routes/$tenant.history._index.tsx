import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadHistoryPage } from "../features/systems/history.server.ts";
import { UsageHistory } from "../features/systems/UsageHistory.tsx";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadHistoryPage(door, search)));
}

export default function History() {
  return <UsageHistory {...useLoaderData<typeof loader>()} />;
}
