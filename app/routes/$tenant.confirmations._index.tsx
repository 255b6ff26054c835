import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RoundsPage } from "../features/confirmations/RoundsPage.tsx";
import { loadRounds } from "../features/confirmations/rounds.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadRounds(door)));
}

export default function Confirmations() {
  return <RoundsPage {...useLoaderData<typeof loader>()} />;
}
