import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AgreementsPage } from "../features/agreements/AgreementsPage.tsx";
import { loadAgreements } from "../features/agreements/agreements.server.ts";
import { agreementsText } from "../features/agreements/agreements.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadAgreements(door, search)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, agreementsText, (t) => t.title);

export default function Agreements() {
  return <AgreementsPage data={useLoaderData<typeof loader>()} />;
}
