import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { VisibilityPage } from "../features/systems/DecisionPages.tsx";
import { loadVisibilityPage, setVisibility } from "../features/systems/decisions.server.ts";
import { systemsFormText } from "../features/systems/form.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadVisibilityPage(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect(await setVisibility(door, args.params.id ?? "")));
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, systemsFormText, (t) =>
    (data?.usage.is_hidden ? t.unhideTitle : t.hideTitle)(data?.usage.own_name ?? ""),
  );

export default function Visibility() {
  return <VisibilityPage {...useLoaderData<typeof loader>()} />;
}
