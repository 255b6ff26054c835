import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ContractHistory } from "../features/contracts/ContractHistory.tsx";
import { contractsText } from "../features/contracts/contracts.text.ts";
import { loadContractHistory } from "../features/contracts/history.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadContractHistory(door, args.params.id ?? "", search)));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, contractsText, (t) => `${t.history}: ${data?.contract.name ?? ""}`);

export default function History() {
  return <ContractHistory {...useLoaderData<typeof loader>()} />;
}
