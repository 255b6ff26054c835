import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { loadBegin } from "../features/settlements/pages.server.ts";
import { BeginPage } from "../features/settlements/RunForms.tsx";
import { runText } from "../features/settlements/run.text.ts";
import { beginSettlement } from "../features/settlements/settlements.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadBegin(door, args.params.id, args.params.year);
    return json({ data, formKey: randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await beginSettlement(door, args.params.id, args.params.year);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, runText, (t) => t.beginTitle(data?.data.year ?? 0));

export default function Page() {
  return <BeginPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
