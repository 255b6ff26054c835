import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Button, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PublicShell } from "../../ui/PublicShell.tsx";
import type { FormErrorCodes } from "./accounts.form.ts";
import { accountsText } from "./accounts.text.ts";
import { useErrors } from "./useErrors.ts";

export interface SecondFactorPageProps {
  to: string;
  answer?: { to: string; errors: FormErrorCodes; waitMinutes?: number };
}

/** The second step of signing in. */
export function SecondFactorPage({ to, answer }: SecondFactorPageProps) {
  const t = useText(accountsText);
  const errors = useErrors(answer?.errors, answer?.waitMinutes);
  return (
    <PublicShell>
      <h1 className="ds-heading" data-size="sm">
        {t.factorTitle}
      </h1>
      <p>{t.factorLead}</p>
      <ErrorSummary errors={answer && errors} />
      <Form method="post" action="/login/second-factor" className="form" noValidate>
        <input type="hidden" name="to" value={answer?.to ?? to} />
        <TextInput
          name="code"
          label={t.code}
          description={t.codeHint}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          error={errors.code}
        />
        <SubmitButton>{t.factorContinue}</SubmitButton>
      </Form>
      <p className="muted">{t.factorLost}</p>
      <form method="post" action="/logout">
        <Button type="submit" variant="tertiary" icon="signOut">
          {t.cancelSignIn}
        </Button>
      </form>
    </PublicShell>
  );
}
