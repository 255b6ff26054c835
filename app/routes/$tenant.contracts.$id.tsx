import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { ContractDocuments } from "../features/contracts/ContractDocuments.tsx";
import { ContractPage } from "../features/contracts/ContractPage.tsx";
import { listContractDocuments } from "../features/contracts/documents.server.ts";
import { loadContractPage } from "../features/contracts/record.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      ...(await loadContractPage(door, args.params.id ?? "", localeOf(args.request))),
      documents: await listContractDocuments(door.db, args.params.id ?? ""),
    }),
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.contract.name} – Samverka` : "Samverka" },
];

export default function Contract() {
  const [search] = useSearchParams();
  const { documents, ...data } = useLoaderData<typeof loader>();
  const { slug, contract, isOwn, ownRow, can } = data;
  return (
    <ContractPage data={data} saved={search.get("saved")}>
      {(isOwn || ownRow) && (
        <ContractDocuments
          slug={slug}
          contractId={contract.id}
          documents={documents}
          isOwn={isOwn}
          mayEdit={can.edit}
        />
      )}
    </ContractPage>
  );
}
