import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { accountText } from "./account.text.ts";
import type { FormErrorCodes } from "./accounts.form.ts";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { type Enrolment, SecondFactorSetUp } from "./SecondFactorSetUp.tsx";
import { useErrors } from "./useErrors.ts";

export interface OwnSecondFactorPageProps {
  to: string;
  isRequired: boolean;
  /** null when the account has a second factor. */
  enrolment: Enrolment | null;
  recoveryCodes: number;
  answer?: {
    intent: "on" | "off" | "codes";
    errors?: FormErrorCodes;
    waitMinutes?: number;
    codes?: string[];
    to?: string;
  };
}

/** The own second factor: setting it up, its recovery codes, switching it off. */
export function OwnSecondFactorPage(props: OwnSecondFactorPageProps) {
  const { answer, enrolment } = props;
  const t = useText(accountText);
  const errors = useErrors(answer?.errors, answer?.waitMinutes);
  if (answer?.codes) return <RecoveryCodes codes={answer.codes} to={answer.to ?? "/account"} />;
  return (
    <div className="narrow">
      <PageHeader title={t.secondFactor} crumbs={[{ label: t.area, href: "/account" }]} />
      {props.isRequired && enrolment && <Alert tone="warning">{t.factorRequired}</Alert>}
      <ErrorSummary errors={answer?.errors && errors} />
      {enrolment ? (
        <SecondFactorSetUp enrolment={enrolment} to={props.to} error={errors.code} />
      ) : (
        <IsOn {...props} errors={errors} />
      )}
    </div>
  );
}

function IsOn({
  recoveryCodes,
  answer,
  errors,
}: OwnSecondFactorPageProps & { errors: Record<string, string> }) {
  const t = useText(accountText);
  const errorsOf = (intent: string) => (answer?.intent === intent ? errors : {});
  return (
    <>
      <p>
        {t.factorOnLead} {t.codesLeft(recoveryCodes)}.
      </p>
      <Section title={t.renewTitle}>
        <p>{t.renewText}</p>
        <Form method="post" className="form" noValidate>
          <input type="hidden" name="intent" value="codes" />
          <CodeField
            id={answer?.intent === "off" ? "renew-code" : undefined}
            error={errorsOf("codes").code}
          />
          <div>
            <SubmitButton variant="secondary">{t.renew}</SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title={t.offTitle}>
        <p>{t.offText}</p>
        <Form method="post" className="form" noValidate>
          <input type="hidden" name="intent" value="off" />
          <TextInput
            name="password"
            type="password"
            label={t.currentPassword}
            autoComplete="current-password"
            error={errorsOf("off").password}
          />
          <CodeField id={answer?.intent === "off" ? undefined : "off-code"} error={errorsOf("off").code} />
          <div>
            <SubmitButton color="danger">{t.switchOff}</SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  );
}

/** Two forms have a code; the one that was sent keeps the usual id, where the error summary leads. */
function CodeField({ id, error }: { id: string | undefined; error: string | undefined }) {
  const t = useText(accountText);
  return (
    <TextInput
      name="code"
      id={id}
      label={t.codeOrRecovery}
      autoComplete="one-time-code"
      spellCheck={false}
      error={error}
    />
  );
}
