import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { accountText } from "./account.text.ts";
import type { FormErrorCodes } from "./accounts.form.ts";
import { NewPasswordFields } from "./NewPasswordFields.tsx";
import { useErrors } from "./useErrors.ts";

export interface PasswordPageProps {
  email: string;
  answer?: { errors: FormErrorCodes; waitMinutes?: number };
}

/** Changing the own password. */
export function PasswordPage({ email, answer }: PasswordPageProps) {
  const t = useText(accountText);
  const common = useText(commonText);
  const errors = useErrors(answer?.errors, answer?.waitMinutes);
  return (
    <div className="narrow">
      <PageHeader
        title={t.changePassword}
        lead={t.passwordNote}
        crumbs={[{ label: t.area, href: "/account" }]}
      />
      <ErrorSummary errors={answer && errors} />
      <Form method="post" className="form" noValidate>
        {/* tells a password manager whose password this is */}
        <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
        <TextInput
          name="current"
          type="password"
          label={t.currentPassword}
          required
          autoComplete="current-password"
          error={errors.current}
        />
        <NewPasswordFields errors={errors} />
        <div className="form-actions">
          <SubmitButton>{t.savePassword}</SubmitButton>
          <LinkButton href="/account" variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}
