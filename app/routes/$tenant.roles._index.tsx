import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MatrixPage } from "../features/roles/MatrixPage.tsx";
import { findRoleMatrix } from "../features/roles/matrix.server.ts";
import { countRoleSystems } from "../features/roles/role-systems.server.ts";
import { mayAdministerRoleTypes, mayReadRoles } from "../features/roles/roles.policy.ts";
import { rolesText } from "../features/roles/roles.text.ts";
import { listTypesInUse } from "../features/roles/types.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    authorize(mayReadRoles(actor, tenant));
    return json({
      title: textFor(rolesText, localeOf(args.request)).title,
      slug: tenant.slug,
      units: await findRoleMatrix(db, today),
      types: await listTypesInUse(db),
      gaps: await countRoleSystems(db, { unit: null, role: null, show: "missing" }, today),
      showsNames: new URL(args.request.url).searchParams.has("names"),
      can: { administer: mayAdministerRoleTypes(actor, tenant) },
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Roles() {
  return <MatrixPage {...useLoaderData<typeof loader>()} />;
}
