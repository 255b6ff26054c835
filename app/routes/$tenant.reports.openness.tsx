import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OpennessPage } from "../features/reports/OpennessPage.tsx";
import { loadOpenness } from "../features/reports/openness.server.ts";
import { opennessText } from "../features/reports/openness.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      title: textFor(opennessText, localeOf(args.request)).title,
      slug: door.tenant.slug,
      ...(await loadOpenness(door)),
    }),
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Openness() {
  return <OpennessPage {...useLoaderData<typeof loader>()} />;
}
