import type { LoaderFunctionArgs } from "@remix-run/node";
import { portalHistoryWords } from "../features/start/history.rules.ts";
import { exportHistoryFile } from "../features/systems/history.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

/** The organisation's history as CSV, for audit. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const locale = localeOf(args.request);
  return inTenant(args, (door) =>
    exportHistoryFile(door, { search, format: "csv", locale, moreWords: portalHistoryWords(locale) }),
  );
}
