import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DoublesPage } from "../features/merges/DoublesPage.tsx";
import {
  answerDouble,
  listDoubles,
  listSideBySide,
  MOST_DOUBLES,
} from "../features/merges/doubles.server.ts";
import { doublesText } from "../features/merges/doubles.text.ts";
import { doublesPath } from "../features/merges/merges.paths.ts";
import { hasInventory, mayEditSystems } from "../features/systems/systems.policy.ts";
import { Invalid, NotFound } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    if (!hasInventory(tenant)) throw new NotFound();
    authorize(mayEditSystems(actor));
    const doubles = await listDoubles(db);
    return json({
      title: textFor(doublesText, localeOf(args.request)).title,
      slug: tenant.slug,
      doubles,
      cutAt: doubles.length === MOST_DOUBLES ? MOST_DOUBLES : null,
      sideBySide: await listSideBySide(db),
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

/** Says that several systems of a product are right, or takes it back. */
export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    if (!hasInventory(door.tenant)) throw new NotFound();
    door.authorize(mayEditSystems(door.actor));
    try {
      return redirect(`${doublesPath(door.tenant.slug)}?done=${await answerDouble(door)}`);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const text = (name: string) => String(door.form.get(name) ?? "");
      return json({ product: text("product"), reason: text("reason") }, 422);
    }
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function Doubles() {
  return <DoublesPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
