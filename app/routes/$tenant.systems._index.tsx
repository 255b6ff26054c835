import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadSystemsPage } from "../features/systems/page.server.ts";
import { SystemsPage } from "../features/systems/SystemsPage.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json(
      await loadSystemsPage(door, {
        search: new URL(args.request.url).searchParams,
        locale: localeOf(args.request),
      }),
    ),
  );
}

export const meta: MetaFunction = () => [{ title: "System – Samverka" }];

export default function Systems() {
  return <SystemsPage {...useLoaderData<typeof loader>()} />;
}
