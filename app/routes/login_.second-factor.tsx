import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { codeForm, readForm } from "../features/accounts/accounts.form.ts";
import { accountsText } from "../features/accounts/accounts.text.ts";
import { deviceOf } from "../features/accounts/device.rules.ts";
import { SecondFactorPage } from "../features/accounts/SecondFactorPage.tsx";
import { checkCode } from "../features/accounts/second-factor.server.ts";
import { inPublic } from "../server/account-door.server.ts";
import { startSession } from "../server/session.server.ts";
import { localeOf, textFor } from "../text/text.ts";
import { localPath } from "../ui/localPath.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inPublic(args, async ({ person }) => {
    const to = localPath(new URL(args.request.url).searchParams.get("to"), "/");
    if (!person) return redirect(`/login?to=${encodeURIComponent(to)}`);
    if (!person.hasSecondFactor || person.secondFactorAt) return redirect(to);
    return json({ to, title: textFor(accountsText, localeOf(args.request)).factorTitle });
  });
}

export async function action(args: ActionFunctionArgs) {
  return inPublic(args, async ({ person, form, now }) => {
    const to = localPath(form.get("to"), "/");
    if (!person) return redirect(`/login?to=${encodeURIComponent(to)}`);
    if (!person.hasSecondFactor || person.secondFactorAt) return redirect(to);
    const read = readForm(codeForm, form);
    if (!read.ok) return json({ to, errors: read.errors }, 422);
    const answer = await checkCode(person.accountId, read.data.code, now);
    if (answer.kind === "limited")
      return json(
        { to, errors: { code: "too_many_tries" as const }, waitMinutes: Math.ceil(answer.waitSeconds / 60) },
        { status: 429, headers: { "Retry-After": String(answer.waitSeconds) } },
      );
    if (answer.kind === "wrong") return json({ to, errors: { code: "code_wrong" as const } }, 422);
    const cookie = await startSession(person.accountId, {
      secondFactorAt: now,
      device: deviceOf(args.request.headers.get("User-Agent")),
      replaces: person.sessionId,
    });
    return redirect(to, { headers: { "Set-Cookie": cookie } });
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data && "title" in data ? `${data.title} – Samverka` : "Samverka" },
];

export default function SecondFactor() {
  return <SecondFactorPage to={useLoaderData<typeof loader>().to} answer={useActionData<typeof action>()} />;
}
