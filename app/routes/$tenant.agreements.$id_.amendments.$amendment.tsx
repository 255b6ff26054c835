import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { AmendmentPage } from "../features/agreements/AmendmentPage.tsx";
import { approveAmendment } from "../features/agreements/amendment-steps.server.ts";
import { loadAmendment } from "../features/agreements/amendments.server.ts";
import { amendmentsText } from "../features/agreements/amendments.text.ts";
import { mayHandIn } from "../features/agreements/decisions.server.ts";
import { receiveForm } from "../features/agreements/received.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { id = "", amendment = "" } = args.params;
  return inTenant(args, async (door) =>
    json({ data: await loadAmendment(door, id, amendment), formKey: randomUUID() }),
  );
}

export async function action(args: ActionFunctionArgs) {
  const { id = "", amendment = "" } = args.params;
  const locale = localeOf(args.request);
  const outcome = await receiveForm(
    args.request,
    locale,
    () => inTenant(args, (door) => mayHandIn(door, id)),
    (received) =>
      inTenant(args, (door) =>
        approveAmendment(door, id, amendment, received ?? { form: door.form, kept: null }),
      ),
  );
  return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, amendmentsText, (t) =>
    t.amendmentTitle(data?.data.amendment.number ?? 0, data?.data.amendment.title ?? ""),
  );

export default function Amendment() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <AmendmentPage data={data} formKey={formKey} isSaved={!answer && search.has("saved")} {...answer} />;
}
