import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { listCircles } from "../features/cooperations/circles.server.ts";
import { departureForm, errorCodes } from "../features/cooperations/cooperations.form.ts";
import { cooperationPath, cooperationsPath } from "../features/cooperations/cooperations.paths.ts";
import { canDecideForOrganisation } from "../features/cooperations/cooperations.policy.ts";
import {
  findCooperation,
  findMember,
  followsAgreement,
  leave,
} from "../features/cooperations/cooperations.server.ts";
import { cooperationsText } from "../features/cooperations/cooperations.text.ts";
import { DeparturePage } from "../features/cooperations/DeparturePage.tsx";
import { groupsOf } from "../features/cooperations/sharing.rules.ts";
import { listOpenShares } from "../features/cooperations/sharing.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    authorize(canDecideForOrganisation(actor, tenant));
    const cooperation = await findCooperation(db, args.params.id!);
    const mine = await findMember(db, cooperation.id, { id: tenant.id }, today);
    if (!mine.joined_on || cooperation.tenant_id === tenant.id)
      return redirect(cooperationPath(tenant.slug, cooperation.id));
    const shares = await listOpenShares(db);
    const circles = await listCircles(db, cooperation.id);
    return json({
      title: textFor(cooperationsText, localeOf(args.request)).leaveTitle(cooperation.name),
      slug: tenant.slug,
      cooperation,
      leavesOn: mine.leaves_on,
      today,
      circles: circles.map(({ id, name, is_everyone }) => ({
        id,
        name,
        is_everyone,
        groups: groupsOf(shares, id),
      })),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, form, authorize, record }) => {
    authorize(canDecideForOrganisation(actor, tenant));
    const cooperation = await findCooperation(db, args.params.id!);
    const doing = { today, record, accountId: actor.accountId };
    const here = cooperationPath(tenant.slug, cooperation.id);
    if (await followsAgreement(db, cooperation.id, tenant.id))
      return json(
        { values: { day: "" }, errors: { day: "follows_agreement" } as Record<string, string> },
        422,
      );
    if (form.get("stay")) {
      await leave(db, cooperation, null, doing);
      return redirect(`${here}?done=saved`);
    }
    const values = { day: String(form.get("day") ?? "") };
    const read = departureForm(today).safeParse(values);
    if (!read.success) return json({ values, errors: errorCodes(read.error) }, 422);
    await leave(db, cooperation, read.data.day, doing);
    // who has left does not see the cooperation any more
    return redirect(
      read.data.day > today ? `${here}?done=left` : `${cooperationsPath(tenant.slug)}?done=left`,
    );
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Departure() {
  const answer = useActionData<typeof action>();
  return (
    <DeparturePage {...useLoaderData<typeof loader>()} values={answer?.values} errors={answer?.errors} />
  );
}
