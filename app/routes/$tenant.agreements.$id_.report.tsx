import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ReportRowPage } from "../features/agreements/ReportPage.tsx";
import { loadReportRow, saveReportRow } from "../features/agreements/report.server.ts";
import { reportText } from "../features/agreements/report.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadReportRow(door, args.params.id ?? "", search)));
}

export async function action(args: ActionFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    const outcome = await saveReportRow(door, args.params.id ?? "", search, localeOf(args.request));
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, reportText, (t) => t.rowTitle(data?.agreement.title ?? "", data?.year ?? 0));

export default function AgreementReportRow() {
  return <ReportRowPage data={useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
