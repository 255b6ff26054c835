import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Outlet, useLoaderData, useRouteError } from "@remix-run/react";
import { AccountShell } from "../features/accounts/AccountShell.tsx";
import { accountText } from "../features/accounts/account.text.ts";
import { withAccount } from "../server/account-door.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { ErrorPage } from "../ui/ErrorPage.tsx";
import { PublicShell } from "../ui/PublicShell.tsx";

export async function loader(args: LoaderFunctionArgs) {
  return withAccount(args, async ({ person }) =>
    json({
      title: textFor(accountText, localeOf(args.request)).area,
      name: person.name,
      email: person.email,
      organisations: person.memberships.map(({ slug, name }) => ({ slug, name })),
    }),
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} – Samverka` : "Samverka" },
];

export default function AccountLayout() {
  return (
    <AccountShell {...useLoaderData<typeof loader>()}>
      <Outlet />
    </AccountShell>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  return (
    <PublicShell wide>
      <ErrorPage status={isRouteErrorResponse(error) ? error.status : 500} />
    </PublicShell>
  );
}
