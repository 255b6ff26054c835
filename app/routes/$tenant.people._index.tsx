import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canAdminister, canReadOrganisation } from "../features/organisations/organisations.policy.ts";
import { organisationsText } from "../features/organisations/organisations.text.ts";
import { PeoplePage } from "../features/organisations/PeoplePage.tsx";
import { countPeople, listPeople } from "../features/organisations/people.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { pageFrom } from "../ui/pages.ts";

const PAGE_SIZE = 50;

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canReadOrganisation(actor));
    const search = new URL(args.request.url).searchParams;
    const q = search.get("q") ?? "";
    const page = pageFrom(search);
    return json({
      title: textFor(organisationsText, localeOf(args.request)).people,
      slug: tenant.slug,
      q,
      page,
      pageSize: PAGE_SIZE,
      total: await countPeople(db, q),
      people: await listPeople(db, q, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
      can: { administer: canAdminister(actor) },
      done: search.get("done"),
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function People() {
  return <PeoplePage {...useLoaderData<typeof loader>()} />;
}
