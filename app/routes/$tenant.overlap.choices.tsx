import { json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listFunctions } from "../features/functions/functions.server.ts";
import { ChoicesPage } from "../features/overlap/ChoicesPage.tsx";
import { CHOICES_PER_PAGE, tidiedChoices } from "../features/overlap/choices.rules.ts";
import { findChoices } from "../features/overlap/choices.server.ts";
import { choicesText } from "../features/overlap/choices.text.ts";
import { choicesPath } from "../features/overlap/overlap.paths.ts";
import { canSeeOverlap } from "../features/overlap/overlap.policy.ts";
import { readOverlapQuery } from "../features/overlap/query.rules.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) => {
    door.authorize(canSeeOverlap(door.tenant));
    const tidied = tidiedChoices(search);
    if (tidied !== null) return redirect(choicesPath(door.tenant.slug, tidied));
    const choices = await findChoices(door, search, {
      limit: CHOICES_PER_PAGE,
      offset: (readOverlapQuery(search).page - 1) * CHOICES_PER_PAGE,
      via: "overlap",
    });
    return json({ slug: door.tenant.slug, functions: await listFunctions(door.db), choices });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, choicesText, (t) => t.title);

export default function OverlapChoices() {
  return <ChoicesPage {...useLoaderData<typeof loader>()} />;
}
