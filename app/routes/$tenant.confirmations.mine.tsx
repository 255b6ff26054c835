import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { confirmationsText } from "../features/confirmations/confirmations.text.ts";
import { OwnConfirmationsPage } from "../features/confirmations/OwnConfirmationsPage.tsx";
import { listOwnConfirmations } from "../features/confirmations/progress.server.ts";
import { hasInventory } from "../features/systems/systems.policy.ts";
import { NotFound } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, open }) => {
    if (!hasInventory(tenant) || actor.isPreview) throw new NotFound();
    open("everybody sees what they themselves are asked about");
    return json({ slug: tenant.slug, systems: await listOwnConfirmations(db, actor, today) });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, confirmationsText, (t) => t.mine);

export default function OwnConfirmations() {
  return <OwnConfirmationsPage {...useLoaderData<typeof loader>()} />;
}
