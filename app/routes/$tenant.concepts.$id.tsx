import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canCurate } from "../features/catalogue/catalogue.policy.ts";
import { ConceptPage } from "../features/merges/ConceptPage.tsx";
import { readDecision } from "../features/merges/concepts.form.ts";
import { decideConcept, findConcept } from "../features/merges/concepts.server.ts";
import { conceptsPath } from "../features/merges/merges.paths.ts";
import { Invalid, Refused } from "../server/errors.server.ts";
import { inTenant } from "../server/tenant.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canCurate(actor, tenant));
    return json({ slug: tenant.slug, ...(await findConcept(db, args.params.id!)) });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, form, record, authorize }) => {
    authorize(canCurate(actor, tenant));
    const posted = readDecision(form);
    try {
      const { concept } = await findConcept(db, args.params.id!);
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

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.concept.name ?? ""} – Samverka` },
];

export default function Concept() {
  const data = useLoaderData<typeof loader>();
  return <ConceptPage {...data} answer={useActionData<typeof action>()} />;
}
