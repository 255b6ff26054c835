import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ContractsPage } from "../features/contracts/ContractsPage.tsx";
import { contractsText } from "../features/contracts/contracts.text.ts";
import { loadContractsPage } from "../features/contracts/page.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json(await loadContractsPage(door, new URL(args.request.url).searchParams)),
  );
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, contractsText, (t) => (data?.scope === "shared" ? t.sharedTitle : t.title));

export default function Contracts() {
  return <ContractsPage data={useLoaderData<typeof loader>()} />;
}
