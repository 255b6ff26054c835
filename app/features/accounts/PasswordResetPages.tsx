import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PublicShell } from "../../ui/PublicShell.tsx";
import type { FormErrorCodes } from "./accounts.form.ts";
import { accountsText } from "./accounts.text.ts";
import { NewPasswordFields } from "./NewPasswordFields.tsx";
import { useErrors } from "./useErrors.ts";

export interface ResetAnswer {
  email: string;
  isSent: boolean;
  errors: FormErrorCodes;
  waitMinutes?: number;
  /** Where the demo keeps its mail. */
  mail?: { href: string; label: string } | null;
}

/** Asks for the address to send a link to; says the same whether or not it has an account. */
export function ResetRequestPage({ answer }: { answer?: ResetAnswer }) {
  const t = useText(accountsText);
  const errors = useErrors(answer?.errors, answer?.waitMinutes);
  if (answer?.isSent)
    return (
      <PublicShell>
        <div role="status">
          <Title>{t.resetSentTitle}</Title>
          <p>{t.resetSent(answer.email)}</p>
        </div>
        <p className="muted">{t.resetSentHint}</p>
        <div className="button-row">
          <LinkButton href="/login" variant="secondary">
            {t.backToSignIn}
          </LinkButton>
          {answer.mail && (
            <LinkButton href={answer.mail.href} variant="tertiary" icon="mail">
              {answer.mail.label}
            </LinkButton>
          )}
        </div>
      </PublicShell>
    );
  return (
    <PublicShell>
      <Title>{t.resetTitle}</Title>
      <p>{t.resetLead}</p>
      <ErrorSummary errors={answer && errors} />
      <Form method="post" action="/password-reset?index" className="form" noValidate>
        <TextInput
          name="email"
          type="email"
          label={t.email}
          autoComplete="username"
          defaultValue={answer?.email}
          error={errors.email}
        />
        <div className="form-actions">
          <SubmitButton>{t.resetSend}</SubmitButton>
          <LinkButton href="/login" variant="tertiary">
            {t.backToSignIn}
          </LinkButton>
        </div>
      </Form>
    </PublicShell>
  );
}

/** Where the link leads: a new password, or word that the link is no longer valid. */
export function NewPasswordPage({ isOpen, errors: codes }: { isOpen: boolean; errors?: FormErrorCodes }) {
  const t = useText(accountsText);
  const errors = useErrors(codes);
  if (!isOpen)
    return (
      <PublicShell>
        <Title>{t.linkDeadTitle}</Title>
        <p>{t.linkDead}</p>
        <LinkButton href="/password-reset">{t.linkDeadAgain}</LinkButton>
      </PublicShell>
    );
  return (
    <PublicShell>
      <Title>{t.resetNewTitle}</Title>
      <ErrorSummary errors={codes && errors} />
      <Form method="post" className="form" noValidate>
        <NewPasswordFields errors={errors} />
        <SubmitButton>{t.resetSave}</SubmitButton>
      </Form>
    </PublicShell>
  );
}

function Title({ children }: { children: string }) {
  return (
    <h1 className="ds-heading" data-size="sm">
      {children}
    </h1>
  );
}
