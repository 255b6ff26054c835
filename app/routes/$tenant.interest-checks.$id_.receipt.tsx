import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { CheckReceiptPage } from "../features/interest-checks/CheckReceiptPage.tsx";
import { loadReceipt } from "../features/interest-checks/replies.server.ts";
import { surveysText } from "../features/surveys/surveys.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadReceipt(door, args.params.id ?? "", search)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, surveysText, (t) => t.receiptTitle);

export default function InterestReceipt() {
  const [search] = useSearchParams();
  return <CheckReceiptPage data={useLoaderData<typeof loader>()} isNew={search.has("saved")} />;
}
