import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { deleteCircle, findCircle } from "../features/cooperations/circles.server.ts";
import { circlePath, cooperationPath } from "../features/cooperations/cooperations.paths.ts";
import { canCoordinate, isKeptByHand } from "../features/cooperations/cooperations.policy.ts";
import { cooperationsText } from "../features/cooperations/cooperations.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { Alert } from "../ui/Alert.tsx";
import { ConfirmPage } from "../ui/ConfirmPage.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    const circle = await findCircle(db, args.params.id!);
    authorize(canCoordinate(actor, tenant, circle) && isKeptByHand(circle));
    const title = textFor(cooperationsText, localeOf(args.request)).removeCircle;
    return json({ title, slug: tenant.slug, circle });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize, record }) => {
    const circle = await findCircle(db, args.params.id!);
    authorize(canCoordinate(actor, tenant, circle) && isKeptByHand(circle));
    if (!(await deleteCircle(db, circle, record))) return json({ isInUse: true }, 409);
    return redirect(`${cooperationPath(tenant.slug, circle.cooperation_id)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function CircleRemoval() {
  const { slug, circle } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(cooperationsText);
  return (
    <ConfirmPage
      title={t.removeCircle}
      crumbs={[
        { label: circle.cooperation_name, href: cooperationPath(slug, circle.cooperation_id) },
        { label: circle.name, href: circlePath(slug, circle.id) },
      ]}
      confirm={t.removeCircle}
      cancelHref={circlePath(slug, circle.id)}
      isDangerous
    >
      {answer?.isInUse && (
        <Alert tone="danger" role="alert">
          <p>{t.circleInUse}</p>
        </Alert>
      )}
      <p>{t.removeCircleText(circle.name)}</p>
    </ConfirmPage>
  );
}
