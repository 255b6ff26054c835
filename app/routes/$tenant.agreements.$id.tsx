import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { AgreementPage } from "../features/agreements/AgreementPage.tsx";
import { markDutyDone } from "../features/agreements/clock.server.ts";
import { loadAgreementPage } from "../features/agreements/record.server.ts";
import { MoneyLink } from "../features/settlements/MoneyLink.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json(await loadAgreementPage(door, args.params.id ?? "", localeOf(args.request))),
  );
}

/** The one thing that is done on the page itself: a duty of the yearly clock is ticked off. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => redirect((await markDutyDone(door, args.params.id ?? "")).to));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.agreement.title ?? ""} – Samverka` },
];

export default function Agreement() {
  const [search] = useSearchParams();
  const data = useLoaderData<typeof loader>();
  return (
    <AgreementPage data={data} saved={search.get("saved")}>
      <MoneyLink slug={data.slug} />
    </AgreementPage>
  );
}
