import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { budgetText } from "../features/settlements/budget.text.ts";
import { loadBudget } from "../features/settlements/budgets.server.ts";
import { ConsultationPage } from "../features/settlements/ConsultationPages.tsx";
import { sendBudget } from "../features/settlements/consultation.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadBudget(door, args.params.id, args.params.year);
    return json({ data, formKey: randomUUID() });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await sendBudget(door, args.params.id, args.params.year);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, budgetText, (t) => t.sendTitle(data?.data.year ?? 0));

export default function Page() {
  return <ConsultationPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
