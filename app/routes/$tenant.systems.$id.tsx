import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { loadUsagePage } from "../features/systems/record.server.ts";
import { UsagePage } from "../features/systems/UsagePage.tsx";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadUsagePage(door, args.params.id ?? "")));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.usage.own_name} – Samverka` : "Samverka" },
];

export default function System() {
  const [search] = useSearchParams();
  return <UsagePage data={useLoaderData<typeof loader>()} saved={search.get("saved")} />;
}
