import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { sharePath, sharingPath } from "../features/cooperations/cooperations.paths.ts";
import { canDecideForOrganisation } from "../features/cooperations/cooperations.policy.ts";
import { circleName } from "../features/cooperations/SharingMatrix.tsx";
import { needsSecondConfirmation } from "../features/cooperations/sharing.rules.ts";
import { findLastShareChange, undoShareChange } from "../features/cooperations/sharing.server.ts";
import { sharingText } from "../features/cooperations/sharing.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useFormat, useText } from "../text/useText.ts";
import { ConfirmPage } from "../ui/ConfirmPage.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canDecideForOrganisation(actor, tenant));
    const last = await findLastShareChange(db);
    if (!last) return redirect(sharingPath(tenant.slug));
    // sharing such a group again asks as it did the first time
    if (!last.wasShared && needsSecondConfirmation(last.group))
      return redirect(sharePath(tenant.slug, last.circle.id, last.group));
    const title = textFor(sharingText, localeOf(args.request)).undoTitle;
    return json({ title, slug: tenant.slug, last });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, form, authorize, record }) => {
    authorize(canDecideForOrganisation(actor, tenant));
    await undoShareChange(db, String(form.get("change") ?? ""), {
      today,
      record,
      accountId: actor.accountId,
    });
    return redirect(`${sharingPath(tenant.slug)}?done=undone`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function SharingReversal() {
  const { slug, last } = useLoaderData<typeof loader>();
  const t = useText(sharingText);
  const format = useFormat();
  const sentence = last.wasShared ? t.undoGrant : t.undoWithdraw;
  return (
    <ConfirmPage
      title={t.undoTitle}
      crumbs={[{ label: t.title, href: sharingPath(slug) }]}
      confirm={t.undoButton}
      cancelHref={sharingPath(slug)}
      fields={<input type="hidden" name="change" value={last.id} />}
    >
      <p>{t.undoWho(last.by_name, format.instant(last.at))}</p>
      <p>{sentence(t.groups[last.group], circleName(last.circle, t.everyone))}</p>
    </ConfirmPage>
  );
}
