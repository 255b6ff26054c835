import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { ContractDocuments } from "../features/contracts/ContractDocuments.tsx";
import { ContractPage } from "../features/contracts/ContractPage.tsx";
import { listContractDocuments } from "../features/contracts/documents.server.ts";
import { loadContractPage } from "../features/contracts/record.server.ts";
import { ContractChecks } from "../features/interest-checks/ContractChecks.tsx";
import { loadContractChecks } from "../features/interest-checks/checks.server.ts";
import { ContractReminders } from "../features/reminders/ContractReminders.tsx";
import { loadContractReminders } from "../features/reminders/settings.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const id = args.params.id ?? "";
    const page = await loadContractPage(door, id, localeOf(args.request));
    return json({
      ...page,
      documents: await listContractDocuments(door.db, id),
      reminders: page.isOwn || page.ownRow ? await loadContractReminders(door, id) : null,
      checks: page.isOwn ? await loadContractChecks(door, page.contract) : null,
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.contract.name} – Samverka` : "Samverka" },
];

export default function Contract() {
  const [search] = useSearchParams();
  const { documents, reminders, checks, ...data } = useLoaderData<typeof loader>();
  const { slug, contract, isOwn, ownRow, can } = data;
  return (
    <ContractPage data={data} saved={search.get("saved")}>
      {reminders && <ContractReminders data={reminders} />}
      {checks && <ContractChecks data={checks} />}
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
