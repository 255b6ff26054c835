import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DeletionPage } from "../features/systems/DecisionPages.tsx";
import { loadDeletionPage, removeUsage } from "../features/systems/decisions.server.ts";
import { systemsFormText } from "../features/systems/form.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadDeletionPage(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const to = await removeUsage(door, args.params.id ?? "");
    return to ? redirect(to) : json(null, 409); // the page says why, read anew
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, systemsFormText, (t) => t.deleteTitle(data?.usage.own_name ?? ""));

export default function Deletion() {
  return <DeletionPage {...useLoaderData<typeof loader>()} />;
}
