import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ContractHistory } from "../features/contracts/ContractHistory.tsx";
import { loadContractHistory } from "../features/contracts/history.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadContractHistory(door, args.params.id ?? "", search)));
}

export default function History() {
  return <ContractHistory {...useLoaderData<typeof loader>()} />;
}
