import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ReversalPage } from "../features/imports/ConfirmPages.tsx";
import { importPath } from "../features/imports/imports.paths.ts";
import { mayImport } from "../features/imports/imports.policy.ts";
import { importsText } from "../features/imports/imports.text.ts";
import { findRun } from "../features/imports/runs.server.ts";
import { startWork, waitForWork } from "../features/imports/work.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayImport(actor, tenant));
    const { id, file_name } = await findRun(db, args.params.id!);
    return json({ slug: tenant.slug, id, fileName: file_name });
  });
}

/** Takes an applied import back. */
export async function action(args: ActionFunctionArgs) {
  const runId = args.params.id!;
  const { job, slug } = await inTenant(args, async (door) => {
    door.authorize(mayImport(door.actor, door.tenant));
    return { job: await startWork(door, { runId, work: "undoing" }), slug: door.tenant.slug };
  });
  await waitForWork(job);
  return redirect(importPath(slug, runId));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, importsText, (t) => t.run.undoTitle);

export default function Reversal() {
  return <ReversalPage {...useLoaderData<typeof loader>()} />;
}
