import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { importPartPath } from "../features/imports/imports.paths.ts";
import { mayImport } from "../features/imports/imports.policy.ts";
import { importsText } from "../features/imports/imports.text.ts";
import { problemText } from "../features/imports/problems.rules.ts";
import { UploadPage } from "../features/imports/UploadPage.tsx";
import { takeInUpload } from "../features/imports/upload.server.ts";
import { FORM_KEY } from "../server/form-key.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ actor, tenant, authorize }) => {
    authorize(mayImport(actor, tenant));
    return json({ slug: tenant.slug, hidden: { [FORM_KEY]: randomUUID() } });
  });
}

export async function action(args: ActionFunctionArgs) {
  // The door first and by itself: no stranger's file is read, and no transaction waits for a slow sender.
  const { scope, slug } = await inTenant(args, async ({ actor, tenant, authorize }) => {
    authorize(mayImport(actor, tenant));
    const { accountId, name: byName, isCatalogueEditor } = actor;
    return {
      slug: tenant.slug,
      scope: { tenantId: tenant.id, accountId, byName, isCatalogueEditor, via: "import" as const },
    };
  });
  const outcome = await takeInUpload(args.request, scope);
  if ("id" in outcome) return redirect(importPartPath(slug, outcome.id, "mapping"));
  return json({ kind: outcome.kind, error: problemText(outcome.problem, localeOf(args.request)) }, 422);
}

export const meta: MetaFunction = (asked) => pageTitle(asked, importsText, (t) => t.upload.title);

export default function NewImport() {
  const { slug, hidden } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <UploadPage slug={slug} hidden={hidden} kind={answer?.kind ?? "systems"} error={answer?.error} />;
}
