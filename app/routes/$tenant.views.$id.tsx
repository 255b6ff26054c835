import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { mayKeepViews } from "../features/views/views.policy.ts";
import { viewHref } from "../features/views/views.rules.ts";
import { findView } from "../features/views/views.server.ts";
import { inTenant } from "../server/tenant.server.ts";

/** Opens a view: its list, in its state. A view that is not the reader's to see does not exist. */
export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayKeepViews(actor));
    return redirect(viewHref(tenant.slug, await findView(db, args.params.id!)));
  });
}

/** Never drawn; a page, so that a view that is not there answers with the page for that. */
export default function View() {
  return null;
}
