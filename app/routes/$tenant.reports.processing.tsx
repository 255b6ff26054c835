import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ProcessingPage } from "../features/reports/ProcessingPage.tsx";
import { countProcessing, listProcessing, listReviews } from "../features/reports/processing.server.ts";
import { processingText } from "../features/reports/processing.text.ts";
import { enterReports } from "../features/reports/reports.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { pageFrom } from "../ui/pages.ts";

const PAGE_SIZE = 50;

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    enterReports(door);
    const { db, tenant, today } = door;
    const page = pageFrom(new URL(args.request.url).searchParams);
    const rows = await listProcessing(db, {
      limit: PAGE_SIZE,
      offset: (page - 1) * PAGE_SIZE,
      onlyMissing: true,
    });
    return json({
      title: textFor(processingText, localeOf(args.request)).title,
      slug: tenant.slug,
      today,
      page,
      pageSize: PAGE_SIZE,
      counts: await countProcessing(db),
      incomplete: rows.map(({ id, own_name, missing }) => ({ id, own_name, missing })),
      ...(await listReviews(db)),
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Processing() {
  return <ProcessingPage {...useLoaderData<typeof loader>()} />;
}
