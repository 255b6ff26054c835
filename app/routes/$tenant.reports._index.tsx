import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { countryName } from "../features/reports/countries.rules.ts";
import { ReportsPage } from "../features/reports/ReportsPage.tsx";
import { loadOverview } from "../features/reports/reports.server.ts";
import { reportsText } from "../features/reports/reports.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  const locale = localeOf(args.request);
  return inTenant(args, async (door) => {
    const overview = await loadOverview(door);
    return json({
      title: textFor(reportsText, locale).title,
      slug: door.tenant.slug,
      ...overview,
      // named here, as browsers may know countries by other names
      countryNames: Object.fromEntries(
        (overview.hosting?.countries ?? []).flatMap(({ code }) =>
          code ? [[code, countryName(code, locale)]] : [],
        ),
      ) as Record<string, string>,
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Reports() {
  return <ReportsPage {...useLoaderData<typeof loader>()} />;
}
