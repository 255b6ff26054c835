import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readForm, signInForm } from "../features/accounts/accounts.form.ts";
import { accountsText } from "../features/accounts/accounts.text.ts";
import { demoSignIn } from "../features/accounts/demo.server.ts";
import { deviceOf } from "../features/accounts/device.rules.ts";
import { languageAtSignIn } from "../features/accounts/own-account.server.ts";
import { SignInPage } from "../features/accounts/SignInPage.tsx";
import { checkPassword } from "../features/accounts/sign-in.server.ts";
import { inPublic } from "../server/account-door.server.ts";
import { remoteAddress } from "../server/remote-address.server.ts";
import { startSession } from "../server/session.server.ts";
import { chosenIn, localeCookie, localeOf, textFor } from "../text/text.ts";
import { localPath } from "../ui/localPath.ts";

const notices = ["signed-out", "password-changed"] as const;

export async function loader(args: LoaderFunctionArgs) {
  return inPublic(args, async ({ person }) => {
    const { searchParams } = new URL(args.request.url);
    const to = localPath(searchParams.get("to"), "/");
    if (person) {
      const isHalfway = person.hasSecondFactor && !person.secondFactorAt;
      return redirect(isHalfway ? `/login/second-factor?to=${encodeURIComponent(to)}` : to);
    }
    const locale = localeOf(args.request);
    return json({
      to,
      title: textFor(accountsText, locale).signIn,
      notice: notices.find((notice) => notice === searchParams.get("notice")) ?? null,
      demo: await demoSignIn(locale),
    });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inPublic(args, async ({ form, person }) => {
    const to = localPath(form.get("to"), "/");
    const email = String(form.get("email") ?? "").slice(0, 254);
    const read = readForm(signInForm, form);
    if (!read.ok) return json({ to, email, errors: read.errors }, 422);
    const answer = await checkPassword(read.data, remoteAddress(args));
    if (answer.kind === "wrong")
      return json({ to, email, errors: { password: "credentials_wrong" as const } }, 422);
    if (answer.kind === "limited")
      return json(
        {
          to,
          email,
          errors: { "": "too_many_tries" as const },
          waitMinutes: Math.max(1, Math.ceil(answer.waitSeconds / 60)),
        },
        { status: 429, headers: { "Retry-After": String(answer.waitSeconds) } },
      );
    const cookie = await startSession(answer.accountId, {
      secondFactorAt: null,
      device: deviceOf(args.request.headers.get("User-Agent")),
      replaces: person?.sessionId,
    });
    const headers = new Headers({ "Set-Cookie": cookie });
    const language = await languageAtSignIn(answer.accountId, chosenIn(args.request));
    if (language) headers.append("Set-Cookie", localeCookie(language));
    const next = answer.hasSecondFactor ? `/login/second-factor?to=${encodeURIComponent(to)}` : to;
    return redirect(next, { headers });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data && "title" in data ? `${data.title} – Samverka` : "Samverka" },
];

export default function SignIn() {
  const answer = useActionData<typeof action>();
  return <SignInPage {...useLoaderData<typeof loader>()} answer={answer} />;
}
