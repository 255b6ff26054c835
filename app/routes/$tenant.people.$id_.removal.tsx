import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { peoplePath, personPath } from "../features/organisations/organisations.paths.ts";
import { canAdminister } from "../features/organisations/organisations.policy.ts";
import { organisationsText } from "../features/organisations/organisations.text.ts";
import { deletePerson, findPerson } from "../features/organisations/people.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { useText } from "../text/useText.ts";
import { Alert } from "../ui/Alert.tsx";
import { ConfirmPage } from "../ui/ConfirmPage.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize }) => {
    authorize(canAdminister(actor));
    const title = textFor(organisationsText, localeOf(args.request)).removePerson;
    return json({ title, slug: tenant.slug, person: await findPerson(db, args.params.id!) });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, authorize, record }) => {
    authorize(canAdminister(actor));
    if (!(await deletePerson(db, args.params.id!, record))) return json({ isInUse: true }, 409);
    return redirect(`${peoplePath(tenant.slug)}?done=removed`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function PersonRemoval() {
  const { slug, person } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(organisationsText);
  return (
    <ConfirmPage
      title={t.removePerson}
      crumbs={[
        { label: t.people, href: peoplePath(slug) },
        { label: person.name, href: personPath(slug, person.id) },
      ]}
      confirm={t.removePerson}
      cancelHref={peoplePath(slug)}
      isDangerous
    >
      {answer?.isInUse && (
        <Alert tone="danger" role="alert">
          <p>{t.personInUse}</p>
        </Alert>
      )}
      <p>{t.removePersonText(person.name)}</p>
    </ConfirmPage>
  );
}
