import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canCurate } from "../features/catalogue/catalogue.policy.ts";
import { ConceptPage, DecidedPage } from "../features/merges/ConceptPage.tsx";
import { readDecision } from "../features/merges/concepts.form.ts";
import { decideConcept, findConcept, findDecided } from "../features/merges/concepts.server.ts";
import { conceptsPath } from "../features/merges/merges.paths.ts";
import { Invalid, NotFound, Refused } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canCurate(actor, tenant));
    const found = await findConcept(db, args.params.id!).catch(whenMissing);
    return json({
      slug: tenant.slug,
      found,
      decided: found ? null : await findDecided(db, args.params.id!),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, form, record, authorize }) => {
    authorize(canCurate(actor, tenant));
    const posted = readDecision(form);
    const found = await findConcept(db, args.params.id!).catch(whenMissing);
    if (!found) {
      await findDecided(db, args.params.id!);
      return json({ typed: { name: "", message: "" }, errors: {}, isConflict: true }, 409);
    }
    try {
      const { concept } = found;
      const done = await decideConcept(db, concept, posted, record);
      return redirect(`${conceptsPath(tenant.slug)}?done=${done}`);
    } catch (error) {
      const typed = { name: posted.name, message: posted.message };
      if (error instanceof Invalid) return json({ typed, errors: error.errors, isConflict: false }, 422);
      if (error instanceof Refused) return json({ typed, errors: {}, isConflict: true }, 409);
      throw error;
    }
  });
}

/** A concept that is not there may have been decided on a moment ago. */
function whenMissing(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${(data?.found?.concept ?? data?.decided)?.name ?? ""} – Samverka` },
];

export default function Concept() {
  const { slug, found, decided } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (found) return <ConceptPage slug={slug} {...found} answer={answer} />;
  return decided && <DecidedPage slug={slug} decided={decided} />;
}
