import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PublicShell } from "../../ui/PublicShell.tsx";
import type { FormErrorCodes } from "./accounts.form.ts";
import { accountsText } from "./accounts.text.ts";
import type { DemoSignIn } from "./demo.server.ts";
import { useErrors } from "./useErrors.ts";

export interface SignInPageProps {
  to: string;
  notice: "signed-out" | "password-changed" | null;
  demo: DemoSignIn | null;
  /** What the form said last, `to` among it. */
  answer?: { to: string; email: string; errors: FormErrorCodes; waitMinutes?: number };
}

/** Sign-in: the form, what the portal is for, and in the demo the people one may be. */
export function SignInPage({ to, notice, demo, answer }: SignInPageProps) {
  const t = useText(accountsText);
  const errors = useErrors(answer?.errors, answer?.waitMinutes);
  return (
    <PublicShell pitch={<Pitch />} below={demo && <DemoAccounts demo={demo} to={answer?.to ?? to} />}>
      <h2 className="ds-heading" data-size="sm">
        {t.signIn}
      </h2>
      {notice && !answer && <Flash message={notice === "signed-out" ? t.signedOut : t.passwordChanged} />}
      <ErrorSummary errors={answer ? errors : undefined} />
      <Form method="post" action="/login" className="form" noValidate>
        <input type="hidden" name="to" value={answer?.to ?? to} />
        <TextInput
          name="email"
          type="email"
          label={t.email}
          autoComplete="username"
          defaultValue={answer?.email}
          error={errors.email}
        />
        <TextInput
          name="password"
          type="password"
          label={t.password}
          autoComplete="current-password"
          error={errors.password}
        />
        <SubmitButton>{t.signIn}</SubmitButton>
      </Form>
      <p>
        <a className="ds-link" href="/password-reset">
          {t.forgotten}
        </a>
      </p>
      <p className="muted">{t.noAccount}</p>
    </PublicShell>
  );
}

const pitchIcons: IconName[] = ["systems", "people", "overlap"];

function Pitch() {
  const t = useText(accountsText);
  return (
    <>
      <h1>{t.pitchTitle}</h1>
      <ul>
        {t.pitch.map((sentence, index) => (
          <li key={sentence}>
            <Icon name={pitchIcons[index] ?? "check"} />
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** One press signs in: a plain form per person, with the demo's public password. */
function DemoAccounts({ demo, to }: { demo: DemoSignIn; to: string }) {
  return (
    <section className="demo-accounts" aria-labelledby="demo-accounts">
      <h2 className="ds-heading" data-size="xs" id="demo-accounts">
        {demo.title}
      </h2>
      <p className="muted">{demo.intro}</p>
      <ol>
        {demo.accounts.map((account) => (
          <li key={account.email}>
            <form method="post" action="/login">
              <input type="hidden" name="to" value={to} />
              <input type="hidden" name="email" value={account.email} />
              <input type="hidden" name="password" value={demo.password} />
              <button type="submit" className="demo-account">
                <span className="ds-sr-only">{demo.button} </span>
                <strong>{account.name}</strong>
                <span>{account.description}</span>
              </button>
            </form>
          </li>
        ))}
      </ol>
    </section>
  );
}
