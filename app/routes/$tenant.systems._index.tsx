import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadSelection } from "../features/bulk-edits/selection.server.ts";
import { useSystemSelection } from "../features/bulk-edits/systemSelection.tsx";
import { loadSystemsPage } from "../features/systems/page.server.ts";
import { SystemsPage } from "../features/systems/SystemsPage.tsx";
import { systemsText } from "../features/systems/systems.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    const page = await loadSystemsPage(door, { search, locale: localeOf(args.request) });
    return json({ ...page, selecting: await loadSelection(door, { search, ...page }) });
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, systemsText, (t) => (data?.scope === "shared" ? t.sharedTitle : t.title));

export default function Systems() {
  const { selecting, ...page } = useLoaderData<typeof loader>();
  const { selection, tool } = useSystemSelection(selecting);
  return <SystemsPage {...page} selection={selection} tools={tool} />;
}
