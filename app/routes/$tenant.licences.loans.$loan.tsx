import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { LoanPage } from "../features/licences/LoanPages.tsx";
import { loadLoan, moveLoan } from "../features/licences/loans.server.ts";
import { poolText } from "../features/licences/pool.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({ data: await loadLoan(door, args.params.loan ?? ""), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await moveLoan(door, args.params.loan ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, poolText, (t) =>
    t.loanTitle(data?.data.loan.lender ?? "", data?.data.loan.borrower ?? ""),
  );

export default function LoanRoute() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <LoanPage data={data} formKey={formKey} saved={answer ? null : search.get("saved")} {...answer} />;
}
