import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ItemFormPage } from "../features/licences/EditPages.tsx";
import { loadItemForm, saveItem } from "../features/licences/edit.server.ts";
import { licencesText } from "../features/licences/licences.text.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async (door) =>
    json({
      data: await loadItemForm(door, args.params.id ?? "", args.params.item ?? ""),
      formKey: randomUUID(),
    }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await saveItem(door, args.params.id ?? "", args.params.item ?? "");
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageTitle({ matches }, licencesText, (t) => t.itemEdit(data?.data.item?.name ?? ""));

export default function EditItem() {
  const { data, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ItemFormPage data={data} formKey={formKey} {...answer} />;
}
