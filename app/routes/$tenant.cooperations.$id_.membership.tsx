import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { cooperationPath } from "../features/cooperations/cooperations.paths.ts";
import { canDecideForOrganisation } from "../features/cooperations/cooperations.policy.ts";
import { isMember } from "../features/cooperations/cooperations.rules.ts";
import {
  findCooperation,
  joinCooperation,
  listMembers,
} from "../features/cooperations/cooperations.server.ts";
import { cooperationsText } from "../features/cooperations/cooperations.text.ts";
import { JoinPage } from "../features/cooperations/JoinPage.tsx";
import { countShareable } from "../features/cooperations/sharing.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    authorize(canDecideForOrganisation(actor, tenant));
    const cooperation = await findCooperation(db, args.params.id!);
    const members = await listMembers(db, cooperation.id, today);
    const mine = members.find((member) => member.id === tenant.id);
    if (mine?.state !== "invited") return redirect(cooperationPath(tenant.slug, cooperation.id));
    return json({
      title: textFor(cooperationsText, localeOf(args.request)).joinTitle(cooperation.name),
      slug: tenant.slug,
      cooperation,
      members: members.filter((member) => isMember(member, today)).map((member) => member.name),
      count: (await countShareable(db)).core,
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize, record }) => {
    authorize(canDecideForOrganisation(actor, tenant));
    const cooperation = await findCooperation(db, args.params.id!);
    const from = await joinCooperation(db, cooperation, { today, record, accountId: actor.accountId });
    const done = from && from > today ? "joined-later" : "joined";
    return redirect(`${cooperationPath(tenant.slug, cooperation.id)}?done=${done}`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Membership() {
  return <JoinPage {...useLoaderData<typeof loader>()} />;
}
