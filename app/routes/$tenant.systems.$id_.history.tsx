import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { auditText } from "../features/audit/audit.text.ts";
import { loadUsageHistory } from "../features/systems/history.server.ts";
import { UsageHistory } from "../features/systems/UsageHistory.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadUsageHistory(door, args.params.id ?? "", search)));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, auditText, (t) => t.recordTitle(data?.usage.own_name ?? ""));

export default function SystemHistory() {
  return <UsageHistory {...useLoaderData<typeof loader>()} />;
}
