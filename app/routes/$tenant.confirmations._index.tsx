import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { confirmationsText } from "../features/confirmations/confirmations.text.ts";
import { RoundsPage } from "../features/confirmations/RoundsPage.tsx";
import { loadRounds } from "../features/confirmations/rounds.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadRounds(door)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, confirmationsText, (t) => t.title);

export default function Confirmations() {
  return <RoundsPage {...useLoaderData<typeof loader>()} />;
}
