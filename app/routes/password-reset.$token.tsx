import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readForm, resetForm } from "../features/accounts/accounts.form.ts";
import { accountsText } from "../features/accounts/accounts.text.ts";
import { NewPasswordPage } from "../features/accounts/PasswordResetPages.tsx";
import { isResetOpen, resetPassword } from "../features/accounts/password-reset.server.ts";
import { inPublic } from "../server/account-door.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inPublic(args, async ({ now }) => {
    const isOpen = await isResetOpen(args.params.token!, now);
    const t = textFor(accountsText, localeOf(args.request));
    return json({ isOpen, title: isOpen ? t.resetNewTitle : t.linkDeadTitle }, isOpen ? 200 : 410);
  });
}

export async function action(args: ActionFunctionArgs) {
  return inPublic(args, async ({ form, now }) => {
    const read = readForm(resetForm, form);
    if (!read.ok) return json({ errors: read.errors }, 422);
    const locale = localeOf(args.request);
    const isDone = await resetPassword(args.params.token!, read.data.password, { locale, now });
    return redirect(isDone ? "/login?notice=password-changed" : new URL(args.request.url).pathname);
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} – Samverka` : "Samverka" },
];

export default function NewPassword() {
  const { isOpen } = useLoaderData<typeof loader>();
  return <NewPasswordPage isOpen={isOpen} errors={useActionData<typeof action>()?.errors} />;
}
