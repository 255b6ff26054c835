import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { loadEditCheck, updateCheck } from "../features/interest-checks/drafts.server.ts";
import { interestChecksText } from "../features/interest-checks/interest-checks.text.ts";
import { EditCheckPage } from "../features/interest-checks/NewCheckPage.tsx";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json(await loadEditCheck(door, args.params.id ?? "", localeOf(args.request))),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await updateCheck(door, args.params.id ?? "");
    if ("to" in outcome) return redirect(outcome.to);
    door.unrecorded("nothing was written");
    return json(outcome, "" in outcome.errors ? 409 : 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, interestChecksText, (t) => t.editTitle(data?.name ?? ""));

export default function EditInterestCheck() {
  return <EditCheckPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
