import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MovePage } from "../features/systems/DecisionPages.tsx";
import { loadMovePage, moveUsage } from "../features/systems/decisions.server.ts";
import { systemsFormText } from "../features/systems/form.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const choice = { id: args.params.id ?? "", product: search.get("product"), q: search.get("q") ?? "" };
  return inTenant(args, async (door) => json(await loadMovePage(door, choice)));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect(await moveUsage(door, args.params.id ?? "")));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, systemsFormText, (t) => t.moveTitle(data?.usage.own_name ?? ""));

export default function Move() {
  return <MovePage data={useLoaderData<typeof loader>()} />;
}
