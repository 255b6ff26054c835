import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BudgetDecisionPage } from "../features/settlements/BudgetPages.tsx";
import { budgetText } from "../features/settlements/budget.text.ts";
import { decideBudget } from "../features/settlements/budget-decision.server.ts";
import { loadBudget } from "../features/settlements/budgets.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const data = await loadBudget(door, args.params.id, args.params.year);
    return json({ data });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await decideBudget(door, args.params.id, args.params.year);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, budgetText, (t) => t.decideBudgetTitle(data?.data.year ?? 0));

export default function Page() {
  return <BudgetDecisionPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
