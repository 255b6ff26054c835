import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RetirementPage } from "../features/systems/RetirementPage.tsx";
import { loadRetirement } from "../features/systems/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadRetirement(door, args.params.id ?? "")));
}

export default function Retirement() {
  return <RetirementPage {...useLoaderData<typeof loader>()} />;
}
