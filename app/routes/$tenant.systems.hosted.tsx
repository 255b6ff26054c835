import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { systemsFormText } from "../features/systems/form.text.ts";
import { HostedPage } from "../features/systems/HostedPage.tsx";
import { answerHosting, loadHostedPage } from "../features/systems/hosting.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadHostedPage(door)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect(await answerHosting(door)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, systemsFormText, (t) => t.hostedTitle);

export default function Hosted() {
  const [search] = useSearchParams();
  return <HostedPage {...useLoaderData<typeof loader>()} isSaved={search.has("saved")} />;
}
