import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { CheckPage } from "../features/interest-checks/CheckPage.tsx";
import { loadCheck } from "../features/interest-checks/page.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadCheck(door, args.params.id ?? "")));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.check.name ?? ""} – Samverka` },
];

export default function InterestCheck() {
  const [search] = useSearchParams();
  return <CheckPage data={useLoaderData<typeof loader>()} saved={search.get("saved")} />;
}
