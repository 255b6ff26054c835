import type { LoaderFunctionArgs } from "@remix-run/node";
import { canReadSharing } from "../features/cooperations/cooperations.policy.ts";
import { receiptFile } from "../features/cooperations/receipt.csv.ts";
import { receiptFilterFrom } from "../features/cooperations/receipt.form.ts";
import { listOpenings } from "../features/cooperations/receipt.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

const MOST_ROWS = 20_000;

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    authorize(canReadSharing(actor, tenant));
    const filter = receiptFilterFrom(new URL(args.request.url).searchParams);
    const rows = await listOpenings(db, filter, { limit: MOST_ROWS + 1 });
    const { name, content } = receiptFile(rows, { most: MOST_ROWS, locale: localeOf(args.request) });
    return new Response(content, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}-${tenant.slug}-${today}.csv"`,
        "Cache-Control": "no-store",
      },
    });
  });
}
