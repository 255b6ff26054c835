import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canReadSharing } from "../features/cooperations/cooperations.policy.ts";
import { ReceiptPage } from "../features/cooperations/ReceiptPage.tsx";
import { receiptFilterFrom } from "../features/cooperations/receipt.form.ts";
import { countOpenings, listOpenings, listViewers } from "../features/cooperations/receipt.server.ts";
import { receiptText } from "../features/cooperations/receipt.text.ts";
import { listOpenShares, listSharingCircles } from "../features/cooperations/sharing.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { pageFrom } from "../ui/pages.ts";

const PAGE_SIZE = 50;

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canReadSharing(actor, tenant));
    const url = new URL(args.request.url);
    const filter = receiptFilterFrom(url.searchParams);
    const page = pageFrom(url.searchParams);
    return json({
      title: textFor(receiptText, localeOf(args.request)).title,
      slug: tenant.slug,
      circles: await listSharingCircles(db),
      shares: await listOpenShares(db),
      viewers: await listViewers(db),
      openings: await listOpenings(db, filter, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
      total: await countOpenings(db, filter),
      page,
      pageSize: PAGE_SIZE,
      filter,
      query: url.search,
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Receipt() {
  return <ReceiptPage {...useLoaderData<typeof loader>()} />;
}
