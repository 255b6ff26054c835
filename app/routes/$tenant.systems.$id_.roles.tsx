import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { systemsFormText } from "../features/systems/form.text.ts";
import { RolesPage } from "../features/systems/HoldingPages.tsx";
import { changeRoles, loadRolesPage } from "../features/systems/holdings.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      data: await loadRolesPage(
        door,
        args.params.id ?? "",
        new URL(args.request.url).searchParams.get("type"),
      ),
      formKey: randomUUID(),
    }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeRoles(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, systemsFormText, (t) => t.rolesTitle(data?.data.usage.own_name ?? ""));

export default function Roles() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <RolesPage data={data} formKey={formKey} isSaved={!answer && search.has("saved")} {...answer} />;
}
