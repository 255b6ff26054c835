import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { ContractPage } from "../features/contracts/ContractPage.tsx";
import { loadContractPage } from "../features/contracts/record.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json(await loadContractPage(door, args.params.id ?? "", localeOf(args.request))),
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.contract.name} – Samverka` : "Samverka" },
];

export default function Contract() {
  const [search] = useSearchParams();
  return <ContractPage data={useLoaderData<typeof loader>()} saved={search.get("saved")} />;
}
