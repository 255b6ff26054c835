import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { departureForm, errorCodes } from "../features/cooperations/cooperations.form.ts";
import { cooperationPath } from "../features/cooperations/cooperations.paths.ts";
import { canCoordinate } from "../features/cooperations/cooperations.policy.ts";
import {
  endMembership,
  findCooperation,
  findMember,
  followsAgreement,
  invite,
} from "../features/cooperations/cooperations.server.ts";
import { cooperationsText } from "../features/cooperations/cooperations.text.ts";
import { MemberPage } from "../features/cooperations/MemberPage.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    const cooperation = await findCooperation(db, args.params.id!);
    authorize(canCoordinate(actor, tenant, cooperation));
    const member = await findMember(db, cooperation.id, { slug: args.params.organisation! }, today);
    const title = textFor(cooperationsText, localeOf(args.request)).memberTitle(member.name);
    return json({ title, slug: tenant.slug, cooperation, member, today });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, form, authorize, record }) => {
    const cooperation = await findCooperation(db, args.params.id!);
    authorize(canCoordinate(actor, tenant, cooperation));
    const member = await findMember(db, cooperation.id, { slug: args.params.organisation! }, today);
    const doing = { today, record, accountId: actor.accountId };
    const what = form.get("do");
    if (what === "invite") await invite(db, cooperation, member, doing);
    else if (what === "keep")
      await endMembership(db, cooperation, { organisationId: member.id, ended_on: null }, doing);
    else {
      const values = { day: String(form.get("day") ?? "") };
      if (await followsAgreement(db, cooperation.id, member.id))
        return json({ values, errors: { day: "follows_agreement" } as Record<string, string> }, 422);
      const read = departureForm(today).safeParse(values);
      if (!read.success) return json({ values, errors: errorCodes(read.error) }, 422);
      await endMembership(db, cooperation, { organisationId: member.id, ended_on: read.data.day }, doing);
    }
    return redirect(`${cooperationPath(tenant.slug, cooperation.id)}?done=saved`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function CooperationMember() {
  const answer = useActionData<typeof action>();
  return <MemberPage {...useLoaderData<typeof loader>()} values={answer?.values} errors={answer?.errors} />;
}
