import type { LoaderFunctionArgs } from "@remix-run/node";
import { contractsFile } from "../features/contracts/file.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, (door) =>
    contractsFile(door, new URL(args.request.url).searchParams, {
      format: "xlsx",
      locale: localeOf(args.request),
    }),
  );
}
