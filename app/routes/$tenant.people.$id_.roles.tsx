import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { peoplePath } from "../features/organisations/organisations.paths.ts";
import { addDeputy, endDeputy, listDeputiesOf } from "../features/roles/deputies.server.ts";
import { PersonRolesPage } from "../features/roles/PersonRolesPage.tsx";
import { findHolder, listPeopleToChoose, listRolesOf } from "../features/roles/people.server.ts";
import { personText } from "../features/roles/person.text.ts";
import { personRolesPath } from "../features/roles/roles.paths.ts";
import { mayAssignRoles, mayNameDeputy, mayReadRoles } from "../features/roles/roles.policy.ts";
import { listTransfersOf } from "../features/roles/transfer.server.ts";
import { listTypesInUse } from "../features/roles/types.server.ts";
import { inTenant } from "../server/tenant.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inTenant(args, async ({ db, actor, tenant, today, authorize }) => {
    authorize(mayReadRoles(actor, tenant));
    const person = await findHolder(db, args.params.id!);
    const can = { assign: mayAssignRoles(actor), nameDeputy: mayNameDeputy(actor, person.id) };
    return json({
      title: textFor(personText, localeOf(args.request)).title(person.name),
      slug: tenant.slug,
      peopleHref: peoplePath(tenant.slug),
      person,
      today,
      roles: await listRolesOf(db, person.id, today),
      deputies: await listDeputiesOf(db, person.id, today),
      transfers: await listTransfersOf(db, person.id),
      people: can.nameDeputy ? await listPeopleToChoose(db) : [],
      types: can.nameDeputy ? await listTypesInUse(db) : [],
      can,
      done: new URL(args.request.url).searchParams.get("done"),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inTenant(args, async (door) => {
    const { db, actor, tenant, form, authorize } = door;
    authorize(mayReadRoles(actor, tenant));
    const person = await findHolder(db, args.params.id!);
    authorize(mayNameDeputy(actor, person.id));
    const end = form.get("end");
    if (typeof end === "string") {
      await endDeputy(door, person, end);
      door.unrecorded("ending twice changes nothing");
      return redirect(`${personRolesPath(tenant.slug, person.id)}?done=ended`);
    }
    const errors = await addDeputy(door, person);
    if (errors) {
      const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
      return json({ errors, typed }, 422);
    }
    return redirect(`${personRolesPath(tenant.slug, person.id)}?done=added`);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} – Samverka` }];

export default function PersonRoles() {
  const answer = useActionData<typeof action>();
  const data = useLoaderData<typeof loader>();
  return (
    <PersonRolesPage
      {...data}
      done={answer ? null : data.done}
      typed={answer?.typed}
      errors={answer?.errors}
    />
  );
}
