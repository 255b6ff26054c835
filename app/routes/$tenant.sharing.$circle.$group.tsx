import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { shareConfirmationPath, sharedPath } from "../features/cooperations/cooperations.paths.ts";
import { canDecideForOrganisation } from "../features/cooperations/cooperations.policy.ts";
import { SharePage } from "../features/cooperations/SharePage.tsx";
import { isFieldGroup, needsSecondConfirmation } from "../features/cooperations/sharing.rules.ts";
import {
  findSharingCircle,
  foreseeShare,
  grantShare,
  withdrawShare,
} from "../features/cooperations/sharing.server.ts";
import { sharingText } from "../features/cooperations/sharing.text.ts";
import { Invalid, NotFound } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canDecideForOrganisation(actor, tenant));
    const { circle = "", group } = args.params;
    if (!isFieldGroup(group)) throw new NotFound();
    const title = textFor(sharingText, localeOf(args.request)).groups[group];
    return json({ title, slug: tenant.slug, ...(await foreseeShare(db, circle, group)) });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, form, authorize, record }) => {
    authorize(canDecideForOrganisation(actor, tenant));
    const { group } = args.params;
    if (!isFieldGroup(group)) throw new NotFound();
    const circle = await findSharingCircle(db, args.params.circle!);
    const doing = { today, record, accountId: actor.accountId };
    if (form.get("do") === "withdraw") {
      await withdrawShare(db, circle, group, doing);
      return redirect(sharedPath(tenant.slug, { circle: circle.id, group, done: "withdrawn" }));
    }
    if (form.get("do") !== "grant") throw new Invalid({ do: "unknown" }); // nothing is shared because a field got lost
    if (needsSecondConfirmation(group)) return redirect(shareConfirmationPath(tenant.slug, circle.id, group));
    await grantShare(db, circle, group, doing);
    return redirect(sharedPath(tenant.slug, { circle: circle.id, group, done: "shared" }));
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Share() {
  return <SharePage {...useLoaderData<typeof loader>()} />;
}
