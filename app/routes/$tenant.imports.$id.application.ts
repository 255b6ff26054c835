import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { startApplying } from "../features/imports/apply-command.server.ts";
import { importPath } from "../features/imports/imports.paths.ts";
import { mayImport } from "../features/imports/imports.policy.ts";
import { waitForWork } from "../features/imports/work.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** Carries out what the dry run showed. */
export async function action(args: ActionFunctionArgs) {
  const id = args.params.id!;
  const { started, slug } = await inTenant(args, async (door) => {
    door.authorize(mayImport(door.actor, door.tenant));
    return { started: await startApplying(door, id), slug: door.tenant.slug };
  });
  if ("problem" in started) return redirect(`${importPath(slug, id)}?problem=${started.problem}`);
  if ("job" in started) await waitForWork(started.job);
  return redirect(importPath(slug, id));
}
