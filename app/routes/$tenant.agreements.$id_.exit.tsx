import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ExitPage } from "../features/agreements/ExitPage.tsx";
import { loadExit } from "../features/agreements/exit.server.ts";
import { leavingText } from "../features/agreements/leaving.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadExit(door, args.params.id ?? "", search)));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, leavingText, (t) => t.exitTitle(data?.agreement.title ?? ""));

export default function AgreementExit() {
  return <ExitPage data={useLoaderData<typeof loader>()} />;
}
