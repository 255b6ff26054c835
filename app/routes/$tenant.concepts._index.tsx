import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canCurate } from "../features/catalogue/catalogue.policy.ts";
import { ConceptsPage } from "../features/merges/ConceptsPage.tsx";
import { listConcepts } from "../features/merges/concepts.server.ts";
import { conceptsText } from "../features/merges/concepts.text.ts";
import { pageNumber } from "../features/merges/merges.paths.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    authorize(canCurate(actor, tenant));
    const { searchParams } = new URL(args.request.url);
    const page = pageNumber(searchParams.get("page"));
    return json({
      title: textFor(conceptsText, localeOf(args.request)).title,
      slug: tenant.slug,
      today,
      page,
      done: searchParams.get("done"),
      ...(await listConcepts(db, page)),
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Concepts() {
  return <ConceptsPage {...useLoaderData<typeof loader>()} />;
}
