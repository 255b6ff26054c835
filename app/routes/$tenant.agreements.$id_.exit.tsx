import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ExitPage } from "../features/agreements/ExitPage.tsx";
import { loadExit } from "../features/agreements/exit.server.ts";
import { leavingText } from "../features/agreements/leaving.text.ts";
import { ExitCost } from "../features/settlements/ExitCost.tsx";
import { loadExitCost } from "../features/settlements/exit-cost.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    const data = await loadExit(door, args.params.id ?? "", search);
    const cost = await loadExitCost(door, data.agreement.id, data.leaving?.organisation_id ?? null);
    return json({ data, cost });
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, leavingText, (t) => t.exitTitle(data?.data.agreement.title ?? ""));

export default function AgreementExit() {
  const { data, cost } = useLoaderData<typeof loader>();
  return (
    <ExitPage data={data}>
      <ExitCost slug={data.slug} cost={cost} />
    </ExitPage>
  );
}
