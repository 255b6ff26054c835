import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { loadRecordConfirmation } from "../features/confirmations/confirming.server.ts";
import { RecordConfirmationSection } from "../features/confirmations/RecordConfirmation.tsx";
import { UsageContracts } from "../features/contracts/ContractsElsewhere.tsx";
import { loadUsageContracts } from "../features/contracts/elsewhere.server.ts";
import { AskLink } from "../features/interest-checks/AskLink.tsx";
import { mayWriteSurveys } from "../features/surveys/surveys.policy.ts";
import { loadUsagePage } from "../features/systems/record.server.ts";
import { UsagePage } from "../features/systems/UsagePage.tsx";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const page = await loadUsagePage(door, args.params.id ?? "");
    const { id: usageId, tenant_id: ownerId } = page.usage;
    return json({
      ...page,
      confirmation: await loadRecordConfirmation(door, page),
      contracts: await loadUsageContracts(door, { usageId, ownerId }),
      mayAsk: mayWriteSurveys(door.actor, door.tenant),
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.usage.own_name} – Samverka` : "Samverka" },
];

export default function System() {
  const [search] = useSearchParams();
  const data = useLoaderData<typeof loader>();
  return (
    <UsagePage
      data={data}
      saved={search.get("saved")}
      actions={data.mayAsk && <AskLink slug={data.slug} about={{ product: data.usage.product.id }} />}
    >
      {data.contracts && <UsageContracts data={data.contracts} />}
      {data.confirmation && (
        <RecordConfirmationSection data={data.confirmation} outcome={search.get("confirmation")} />
      )}
    </UsagePage>
  );
}
