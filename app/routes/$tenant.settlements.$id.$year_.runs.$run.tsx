import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { loadRun } from "../features/settlements/pages.server.ts";
import { RunPage } from "../features/settlements/RunPage.tsx";
import { runText } from "../features/settlements/run.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadRun(door, args.params)));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, runText, (t) =>
    t.runTitle(data?.agreement.title ?? "", data?.year ?? 0, data?.run.run ?? 1),
  );

export default function SettlementRun() {
  const [search] = useSearchParams();
  return <RunPage data={useLoaderData<typeof loader>()} saved={search.get("saved")} />;
}
