import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ProposalPage } from "../features/licences/LoanPages.tsx";
import { loadProposal, proposeLoan } from "../features/licences/loans.server.ts";
import { poolText } from "../features/licences/pool.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      data: await loadProposal(
        door,
        { agreement: args.params.id ?? "", item: args.params.item ?? "" },
        new URL(args.request.url).searchParams,
      ),
      formKey: randomUUID(),
    }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await proposeLoan(door, {
      agreement: args.params.id ?? "",
      item: args.params.item ?? "",
    });
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, poolText, (t) => t.proposalTitle(data?.data.item.name ?? ""));

export default function NewLoan() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ProposalPage data={data} formKey={formKey} {...answer} />;
}
