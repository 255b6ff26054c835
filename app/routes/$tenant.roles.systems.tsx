import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inTreeOrder } from "../features/organisations/units.rules.ts";
import { listUnits } from "../features/organisations/units.server.ts";
import { RoleSystemsPage } from "../features/roles/RoleSystemsPage.tsx";
import { readRoleSystems } from "../features/roles/role-systems.rules.ts";
import { countRoleSystems, listRoleSystems } from "../features/roles/role-systems.server.ts";
import { mayAssignRoles, mayReadRoles } from "../features/roles/roles.policy.ts";
import { rolesText } from "../features/roles/roles.text.ts";
import { listTypesInUse } from "../features/roles/types.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { pageFrom } from "../ui/pages.ts";

const PAGE_SIZE = 50;

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    authorize(mayReadRoles(actor, tenant));
    const search = new URL(args.request.url).searchParams;
    const types = await listTypesInUse(db);
    const query = readRoleSystems(
      search,
      types.map((type) => type.code),
    );
    const page = pageFrom(search);
    const t = textFor(rolesText, localeOf(args.request));
    return json({
      title: query.show === "missing" ? t.listMissing : t.listTitle,
      slug: tenant.slug,
      query,
      page,
      pageSize: PAGE_SIZE,
      total: await countRoleSystems(db, query, today),
      rows: await listRoleSystems(db, query, { today, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
      units: inTreeOrder(await listUnits(db)),
      types,
      can: { assign: mayAssignRoles(actor) },
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function RoleSystems() {
  return <RoleSystemsPage {...useLoaderData<typeof loader>()} />;
}
