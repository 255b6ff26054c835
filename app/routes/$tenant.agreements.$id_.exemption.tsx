import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { ExemptionPage } from "../features/agreements/ExemptionPage.tsx";
import { changeExemption, loadExemption } from "../features/agreements/exemption.server.ts";
import { exemptionText } from "../features/agreements/exemption.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadExemption(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeExemption(door, args.params.id ?? "", localeOf(args.request));
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, exemptionText, (t) => t.exemptionTitle(data?.agreement.title ?? ""));

export default function AgreementExemptionPage() {
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const isSaved = !answer && search.has("saved");
  return <ExemptionPage data={useLoaderData<typeof loader>()} isSaved={isSaved} {...answer} />;
}
