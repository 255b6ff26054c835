import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { leavingText } from "../features/agreements/leaving.text.ts";
import { WindDownPage } from "../features/agreements/WindDownPage.tsx";
import { changeWindDown, loadWindDown } from "../features/agreements/wind-down.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) => json(await loadWindDown(door, args.params.id ?? "")));
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await changeWindDown(door, args.params.id ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, leavingText, (t) => t.windDownTitle(data?.agreement.title ?? ""));

export default function AgreementWindDownPage() {
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const isSaved = !answer && search.has("saved");
  return <WindDownPage data={useLoaderData<typeof loader>()} isSaved={isSaved} {...answer} />;
}
