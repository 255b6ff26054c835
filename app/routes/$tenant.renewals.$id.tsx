import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { loadRoundPage } from "../features/renewals/page.server.ts";
import { RoundPage } from "../features/renewals/RoundPage.tsx";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadRoundPage(door, args.params.id ?? "")));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.round.name ?? ""} – Samverka` },
];

export default function Renewal() {
  const [search] = useSearchParams();
  return <RoundPage data={useLoaderData<typeof loader>()} saved={search.get("saved")} />;
}
