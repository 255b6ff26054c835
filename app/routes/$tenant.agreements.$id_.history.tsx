import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AgreementHistory } from "../features/agreements/AgreementHistory.tsx";
import { agreementsText } from "../features/agreements/agreements.text.ts";
import { loadAgreementHistory } from "../features/agreements/history.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadAgreementHistory(door, args.params.id ?? "", search)));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, agreementsText, (t) => `${t.history}: ${data?.agreement.title ?? ""}`);

export default function History() {
  return <AgreementHistory {...useLoaderData<typeof loader>()} />;
}
