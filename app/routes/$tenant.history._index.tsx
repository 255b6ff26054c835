import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { auditText } from "../features/audit/audit.text.ts";
import { portalHistoryWords } from "../features/start/history.rules.ts";
import { loadHistoryPage } from "../features/systems/history.server.ts";
import { UsageHistory } from "../features/systems/UsageHistory.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";
import { useLocale } from "../text/useText.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => json(await loadHistoryPage(door, search)));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, auditText, (t) => t.title);

export default function History() {
  return <UsageHistory {...useLoaderData<typeof loader>()} moreWords={portalHistoryWords(useLocale())} />;
}
