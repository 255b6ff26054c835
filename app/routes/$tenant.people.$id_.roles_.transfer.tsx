import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { peoplePath } from "../features/organisations/organisations.paths.ts";
import { personText } from "../features/roles/person.text.ts";
import { mayAssignRoles } from "../features/roles/roles.policy.ts";
import { TransferPage } from "../features/roles/TransferPage.tsx";
import { applyTransferForm, loadTransferPage } from "../features/roles/transfer-form.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(mayAssignRoles(door.actor));
    const search = new URL(args.request.url).searchParams;
    const page = await loadTransferPage(door, args.params.id!, search);
    return json({
      title: textFor(personText, localeOf(args.request)).transferTitle(page.person.name),
      peopleHref: peoplePath(door.tenant.slug),
      formKey: randomUUID(),
      ...page,
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    door.authorize(mayAssignRoles(door.actor));
    const outcome = await applyTransferForm(door, args.params.id!);
    return "to" in outcome ? redirect(outcome.to) : json({ problem: outcome.problem }, outcome.status);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Transfer() {
  const answer = useActionData<typeof action>();
  return <TransferPage {...useLoaderData<typeof loader>()} problem={answer?.problem ?? null} />;
}
