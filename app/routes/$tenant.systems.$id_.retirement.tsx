import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { systemsFormText } from "../features/systems/form.text.ts";
import { RetirementPage } from "../features/systems/RetirementPage.tsx";
import { loadRetirement } from "../features/systems/steps.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadRetirement(door, args.params.id ?? "")));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, systemsFormText, (t) => t.retirementTitle(data?.usage.own_name ?? ""));

export default function Retirement() {
  return <RetirementPage {...useLoaderData<typeof loader>()} />;
}
