import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AccountPage } from "../features/accounts/AccountPage.tsx";
import { countRecoveryCodes } from "../features/accounts/second-factor.server.ts";
import { withAccount } from "../server/account-door.server.ts";
import { listSessions } from "../server/session.server.ts";

const notices = ["password", "factor-off", "session-ended", "sessions-ended"] as const;

import { accountText } from "../features/accounts/account.text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return withAccount(args, async ({ person }) => {
    const told = new URL(args.request.url).searchParams.get("notice");
    return json({
      name: person.name,
      email: person.email,
      organisations: person.memberships.map(({ name, roles }) => ({ name, roles })),
      recoveryCodes: person.hasSecondFactor ? await countRecoveryCodes(person.accountId) : null,
      sessions: await listSessions(person),
      notice: notices.find((notice) => notice === told) ?? null,
    });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, accountText, (t) => t.overviewTitle);

export default function Account() {
  return <AccountPage {...useLoaderData<typeof loader>()} />;
}
