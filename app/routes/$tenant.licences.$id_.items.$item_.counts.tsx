import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CountsPage } from "../features/licences/CountsPage.tsx";
import { countsText } from "../features/licences/counts.text.ts";
import { importCounts, NOTHING } from "../features/licences/counts-command.server.ts";
import { loadCountsPage } from "../features/licences/own.server.ts";
import { poolText } from "../features/licences/pool.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { TooLarge, withUpload } from "../server/upload.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

const LARGEST = 5_000_000;

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json(await loadCountsPage(door, args.params.id ?? "", args.params.item ?? "")),
  );
}

export async function action(args: ActionFunctionArgs) {
  const [id, item] = [args.params.id ?? "", args.params.item ?? ""];
  // The door first and by itself: no stranger's file is read, and no transaction waits for a slow sender.
  const { by, data, now } = await inTenant(args, async (door) => ({
    by: { accountId: door.actor.accountId, name: door.actor.name },
    data: await loadCountsPage(door, id, item),
    now: door.now,
  }));
  const locale = localeOf(args.request);
  try {
    const report = await withUpload(args.request, LARGEST, async ({ file }) =>
      file
        ? importCounts({
            tenant: data.slug,
            open: file.open,
            isApplied: true,
            isCorrectRowsOnly: false,
            locale,
            by,
            only: { item },
            now,
          })
        : { ...NOTHING, problem: countsText[locale].noFile },
    );
    return json({ report }, report.applied ? 200 : 422);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return json({ report: { ...NOTHING, problem: countsText[locale].noFile } }, 422);
  }
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, poolText, (t) => t.importTitle(data?.item.name ?? ""));

export default function Counts() {
  const answer = useActionData<typeof action>();
  return <CountsPage data={useLoaderData<typeof loader>()} report={answer?.report} />;
}
