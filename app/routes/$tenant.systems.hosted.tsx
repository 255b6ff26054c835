import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { HostedPage } from "../features/systems/HostedPage.tsx";
import { answerHosting, loadHostedPage } from "../features/systems/hosting.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadHostedPage(door)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect(await answerHosting(door)));
}

export default function Hosted() {
  const [search] = useSearchParams();
  return <HostedPage {...useLoaderData<typeof loader>()} isSaved={search.has("saved")} />;
}
