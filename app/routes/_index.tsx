import { json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChooseOrganisation } from "../features/accounts/ChooseOrganisation.tsx";
import { inPublic } from "../server/account-door.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inPublic(args, async ({ person }) => {
    if (!person) return redirect("/login");
    if (person.hasSecondFactor && !person.secondFactorAt) return redirect("/login/second-factor");
    const [only, ...others] = person.memberships;
    if (only && others.length === 0) return redirect(`/${only.slug}`);
    return json({
      name: person.name,
      organisations: person.memberships.map(({ slug, name, theme }) => ({
        href: `/${slug}`,
        name,
        mark: theme,
      })),
    });
  });
}

export default function Front() {
  return <ChooseOrganisation {...useLoaderData<typeof loader>()} />;
}
