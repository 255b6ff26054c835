import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { createRound, loadNewRound } from "../features/renewals/drafts.server.ts";
import { AgreementChoice, RoundForm } from "../features/renewals/RoundForm.tsx";
import { newRenewalPath, renewalsPath } from "../features/renewals/renewals.paths.ts";
import { renewalsText } from "../features/renewals/renewals.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";
import { useText } from "../text/useText.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  return inTenant(args, async (door) =>
    json({ ...(await loadNewRound(door, search)), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await createRound(door);
    if ("to" in outcome) return redirect(outcome.to);
    door.unrecorded("nothing was written");
    return json(outcome, 422);
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, renewalsText, (t) => t.newTitle);

export default function NewRenewal() {
  const { agreement, options, ...data } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(renewalsText);
  if (!agreement || !options) return <AgreementChoice slug={data.slug} agreements={data.agreements} />;
  return (
    <RoundForm
      title={t.newTitle}
      crumbs={[
        { label: t.title, href: renewalsPath(data.slug) },
        { label: agreement.name, href: newRenewalPath(data.slug, agreement.id) },
      ]}
      cancelHref={renewalsPath(data.slug)}
      agreement={agreement.id}
      options={options}
      formKey={data.formKey}
      typed={data.typed}
      answersShared={data.answersShared}
      {...answer}
    />
  );
}
