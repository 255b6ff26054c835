import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { ChoicesPage } from "../features/contracts/ChoicesPage.tsx";
import { loadChoiceSettings, saveChoiceSettings } from "../features/contracts/choice-settings.server.ts";
import { partsText } from "../features/contracts/parts.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadChoiceSettings(door)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect(await saveChoiceSettings(door)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, partsText, (t) => t.choicesTitle);

export default function ContractChoices() {
  const [search] = useSearchParams();
  return <ChoicesPage data={useLoaderData<typeof loader>()} isSaved={search.has("saved")} />;
}
