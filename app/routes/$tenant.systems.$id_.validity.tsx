import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ValidityPage } from "../features/systems/DecisionPages.tsx";
import { loadValidityPage, setValidity } from "../features/systems/decisions.server.ts";
import { systemsFormText } from "../features/systems/form.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadValidityPage(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await setValidity(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, systemsFormText, (t) => t.validTitle(data?.usage.own_name ?? ""));

export default function ValidityByDecision() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ValidityPage {...data} reason={answer?.reason ?? data.reason} errors={answer?.errors} />;
}
