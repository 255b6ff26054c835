import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findDraft, removeDraft } from "../features/interest-checks/drafts.server.ts";
import { interestChecksPath } from "../features/interest-checks/interest-checks.paths.ts";
import { interestChecksText } from "../features/interest-checks/interest-checks.text.ts";
import { RemovalPage } from "../features/interest-checks/StepPages.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    const { id, name } = await findDraft(door, args.params.id ?? "");
    return json({ slug: door.tenant.slug, check: { id, name } });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    await removeDraft(door, args.params.id ?? "");
    return redirect(interestChecksPath(door.tenant.slug));
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, interestChecksText, (t) => t.removeTitle(data?.check.name ?? ""));

export default function Removal() {
  return <RemovalPage {...useLoaderData<typeof loader>()} />;
}
