import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MySystemsPage } from "../features/roles/MySystemsPage.tsx";
import { listMySystems } from "../features/roles/my-systems.server.ts";
import { mayAssignRoles, mayReadRoles } from "../features/roles/roles.policy.ts";
import { rolesText } from "../features/roles/roles.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    authorize(mayReadRoles(actor, tenant));
    return json({
      title: textFor(rolesText, localeOf(args.request)).mineTitle,
      slug: tenant.slug,
      personId: actor.personId,
      systems: await listMySystems(db, actor.personId, today),
      isEditor: mayAssignRoles(actor),
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function MySystems() {
  return <MySystemsPage {...useLoaderData<typeof loader>()} />;
}
