import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { peoplePath } from "../features/organisations/organisations.paths.ts";
import { personText } from "../features/roles/person.text.ts";
import { transferRunPath } from "../features/roles/roles.paths.ts";
import { mayAssignRoles, mayReadRoles } from "../features/roles/roles.policy.ts";
import { TransferRunPage } from "../features/roles/TransferRunPage.tsx";
import { findTransfer, listTransferRows, undoTransfer } from "../features/roles/transfer-run.server.ts";
import { Refused } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayReadRoles(actor, tenant));
    const run = await findTransfer(db, args.params.id!, { id: args.params.run! });
    return json({
      title: textFor(personText, localeOf(args.request)).runTitle[run.mode],
      slug: tenant.slug,
      peopleHref: peoplePath(tenant.slug),
      run,
      rows: await listTransferRows(db, run),
      can: { undo: mayAssignRoles(actor) },
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(mayAssignRoles(door.actor));
    const { id, run } = args.params;
    try {
      await undoTransfer(door, id!, run!);
    } catch (error) {
      // thrown before anything is written
      if (error instanceof Refused) return json({ problem: error.code }, 409);
      throw error;
    }
    return redirect(transferRunPath(door.tenant.slug, id!, run!));
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function TransferRun() {
  const answer = useActionData<typeof action>();
  return <TransferRunPage {...useLoaderData<typeof loader>()} problem={answer?.problem ?? null} />;
}
