import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { readForm, resetRequestForm } from "../features/accounts/accounts.form.ts";
import { accountsText } from "../features/accounts/accounts.text.ts";
import { demoMail } from "../features/accounts/demo.server.ts";
import { ResetRequestPage } from "../features/accounts/PasswordResetPages.tsx";
import { requestReset } from "../features/accounts/password-reset.server.ts";
import { inPublic } from "../server/account-door.server.ts";
import { remoteAddress } from "../server/remote-address.server.ts";
import { localeOf, textFor } from "../text/text.ts";

export async function loader(args: LoaderFunctionArgs) {
  return inPublic(args, async () =>
    json({ title: textFor(accountsText, localeOf(args.request)).resetTitle }),
  );
}

export async function action(args: ActionFunctionArgs) {
  return inPublic(args, async ({ form, now }) => {
    const email = String(form.get("email") ?? "").slice(0, 254);
    const read = readForm(resetRequestForm, form);
    if (!read.ok) return json({ email, isSent: false, errors: read.errors }, 422);
    const limited = await requestReset(read.data.email, {
      address: remoteAddress(args),
      locale: localeOf(args.request),
      now,
    });
    const mail = demoMail(localeOf(args.request));
    if (!limited) return json({ email: read.data.email, isSent: true, errors: {}, mail });
    return json(
      {
        email,
        isSent: false,
        errors: { email: "too_many_tries" as const },
        waitMinutes: Math.max(1, Math.ceil(limited.waitSeconds / 60)),
      },
      { status: 429, headers: { "Retry-After": String(limited.waitSeconds) } },
    );
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} – Samverka` : "Samverka" },
];

export default function ResetRequest() {
  return <ResetRequestPage answer={useActionData<typeof action>()} />;
}
