import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { importPartPath, importPath } from "../features/imports/imports.paths.ts";
import { mayImport } from "../features/imports/imports.policy.ts";
import { importsText } from "../features/imports/imports.text.ts";
import { MappingPage } from "../features/imports/MappingPage.tsx";
import { chooseMapping, readAgain, viewMapping } from "../features/imports/mapping-page.server.ts";
import { waitForWork } from "../features/imports/work.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(mayImport(actor, tenant));
    return json({ slug: tenant.slug, ...(await viewMapping(db, args.params.id!)) });
  });
}

export async function action(args: ActionFunctionArgs) {
  const id = args.params.id!;
  const locale = localeOf(args.request);
  const outcome = await inTenant(args, async (door) => {
    door.authorize(mayImport(door.actor, door.tenant));
    const slug = door.tenant.slug;
    if (door.form.has("read_again")) return { slug, again: await readAgain(door, id) };
    return { slug, chosen: await chooseMapping(door, id, locale) };
  });
  if (outcome.again) {
    const errors = await outcome.again(locale);
    return errors
      ? json({ errors, chosen: null }, 422)
      : redirect(importPartPath(outcome.slug, id, "mapping"));
  }
  if ("errors" in outcome.chosen) return json(outcome.chosen, 422);
  await waitForWork(outcome.chosen.job);
  return redirect(importPath(outcome.slug, id));
}

export const meta: MetaFunction = (asked) => pageTitle(asked, importsText, (t) => t.mapping.title);

export default function Mapping() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <MappingPage {...data} {...answer?.chosen} errors={answer?.errors} />;
}
