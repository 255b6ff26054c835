import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { accountText } from "../features/accounts/account.text.ts";
import { passwordForm, readForm } from "../features/accounts/accounts.form.ts";
import { deviceOf } from "../features/accounts/device.rules.ts";
import { changePassword } from "../features/accounts/own-account.server.ts";
import { PasswordPage } from "../features/accounts/PasswordPage.tsx";
import { withAccount } from "../server/account-door.server.ts";
import { remoteAddress } from "../server/remote-address.server.ts";
import { renewOwnSession } from "../server/session.server.ts";
import { localeOf } from "../text/text.ts";
import { pageTitle } from "../text/title.ts";

export async function loader(args: LoaderFunctionArgs) {
  return withAccount(args, async ({ person }) => json({ email: person.email }));
}

export async function action(args: ActionFunctionArgs) {
  return withAccount(args, async ({ person, form, now }) => {
    const read = readForm(passwordForm, form);
    if (!read.ok) return json({ errors: read.errors }, 422);
    const asking = { address: remoteAddress(args), locale: localeOf(args.request), now };
    const answer = await changePassword(person, read.data, asking);
    if (answer.kind === "limited")
      return json(
        { errors: { current: "too_many_tries" as const }, waitMinutes: Math.ceil(answer.waitSeconds / 60) },
        429,
      );
    if (answer.kind !== "done") return json({ errors: { current: "password_wrong" as const } }, 422);
    const device = deviceOf(args.request.headers.get("User-Agent"));
    return redirect("/account?notice=password", { headers: await renewOwnSession(args, device) });
  });
}

export const meta: MetaFunction = (asked) => pageTitle(asked, accountText, (t) => t.changePassword);

export default function Password() {
  const { email } = useLoaderData<typeof loader>();
  return <PasswordPage email={email} answer={useActionData<typeof action>()} />;
}
