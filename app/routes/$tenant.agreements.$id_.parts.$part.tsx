import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { PartListPage } from "../features/agreements/PartListPage.tsx";
import { changePart, loadPart } from "../features/agreements/parts.server.ts";
import { agreementPartsText } from "../features/agreements/parts.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { id = "", part = "" } = args.params;
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) =>
    json({ data: await loadPart(door, id, part, search, localeOf(args.request)), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  const { id = "", part = "" } = args.params;
  return inTenant(args, async (door) => {
    const outcome = await changePart(door, id, part, localeOf(args.request));
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, agreementPartsText, (t) =>
    t.titles[data?.data.part ?? "parties"](data?.data.agreement.title ?? ""),
  );

export default function AgreementPart() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <PartListPage data={data} formKey={formKey} isSaved={!answer && search.has("saved")} {...answer} />;
}
