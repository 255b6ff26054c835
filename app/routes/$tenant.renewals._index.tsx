import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RoundsPage } from "../features/renewals/RoundsPage.tsx";
import { renewalsText } from "../features/renewals/renewals.text.ts";
import { loadRounds } from "../features/renewals/rounds.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadRounds(door)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, renewalsText, (t) => t.title);

export default function Renewals() {
  return <RoundsPage data={useLoaderData<typeof loader>()} />;
}
