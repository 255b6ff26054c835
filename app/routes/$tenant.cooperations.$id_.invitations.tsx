import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { invitationsPath } from "../features/cooperations/cooperations.paths.ts";
import { canCoordinate } from "../features/cooperations/cooperations.policy.ts";
import { mayCooperate } from "../features/cooperations/cooperations.rules.ts";
import { findCooperation, invite, listMembers } from "../features/cooperations/cooperations.server.ts";
import { cooperationsText } from "../features/cooperations/cooperations.text.ts";
import { InvitationsPage } from "../features/cooperations/InvitationsPage.tsx";
import { findOrganisation, searchOrganisations } from "../features/organisations/organisations.server.ts";
import { NotFound, Refused } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    const cooperation = await findCooperation(db, args.params.id!);
    authorize(canCoordinate(actor, tenant, cooperation));
    const search = new URL(args.request.url).searchParams;
    const q = (search.get("q") ?? "").slice(0, 100);
    const members = await listMembers(db, cooperation.id, today);
    const isIn = new Set(members.filter((m) => m.state !== "left" && m.state !== "ended").map((m) => m.id));
    const invited = members.find((member) => member.slug === search.get("invited"));
    return json({
      title: textFor(cooperationsText, localeOf(args.request)).inviteTitle,
      slug: tenant.slug,
      cooperation,
      q,
      found: (await searchOrganisations(db, q)).map((row) => ({ ...row, isIn: isIn.has(row.id) })),
      invited: invited?.name ?? null,
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, form, authorize, record }) => {
    const cooperation = await findCooperation(db, args.params.id!);
    authorize(canCoordinate(actor, tenant, cooperation));
    const organisation = await findOrganisation(db, String(form.get("organisation") ?? ""));
    if (!organisation) throw new NotFound();
    if (!mayCooperate(organisation.kind)) throw new Refused("supplier_refused");
    await invite(db, cooperation, organisation, { today, record, accountId: actor.accountId });
    const here = new URL(args.request.url).searchParams.get("q") ?? "";
    const query = new URLSearchParams({ q: here, invited: organisation.slug });
    return redirect(`${invitationsPath(tenant.slug, cooperation.id)}?${query}`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Invitations() {
  return <InvitationsPage {...useLoaderData<typeof loader>()} />;
}
