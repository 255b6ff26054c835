import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { loadReceipt } from "../features/renewals/answers.server.ts";
import { RenewalReceiptPage } from "../features/renewals/RenewalReceiptPage.tsx";
import { surveysText } from "../features/surveys/surveys.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadReceipt(door, args.params.id ?? "", search)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, surveysText, (t) => t.receiptTitle);

export default function RenewalReceipt() {
  const [search] = useSearchParams();
  return <RenewalReceiptPage data={useLoaderData<typeof loader>()} isNew={search.has("saved")} />;
}
