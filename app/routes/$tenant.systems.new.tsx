import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemsFormText } from "../features/systems/form.text.ts";
import { NewPage, ProductChoicePage } from "../features/systems/NewPage.tsx";
import { loadNewPage, loadProductChoice, takeIntoUse } from "../features/systems/new.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const product = search.get("product");
  return inTenant(args, async (door) =>
    product === null
      ? json({ choice: await loadProductChoice(door, search.get("q") ?? ""), form: null })
      : json({
          choice: null,
          form: {
            data: await loadNewPage(door, { product, again: search.get("again") }),
            formKey: randomUUID(),
          },
        }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const outcome = await takeIntoUse(door);
    return "to" in outcome ? redirect(outcome.to) : json(outcome, 422);
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, systemsFormText, (t) => t.newTitle);

export default function NewSystem() {
  const { choice, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (choice) return <ProductChoicePage {...choice} />;
  return form && <NewPage {...form} typed={answer?.typed ?? form.data.typed} errors={answer?.errors} />;
}
