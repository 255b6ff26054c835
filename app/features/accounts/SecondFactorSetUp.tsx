import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { SubmitButton } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { accountText } from "./account.text.ts";

/** What an authenticator app needs. */
export interface Enrolment {
  secret: string;
  uri: string;
  qr: { size: number; path: string };
}

/** Three steps: an app, the secret into the app, a code as proof. */
export function SecondFactorSetUp({
  enrolment,
  to,
  error,
}: {
  enrolment: Enrolment;
  to: string;
  error?: string;
}) {
  const t = useText(accountText);
  return (
    <>
      <p>{t.factorLead}</p>
      <ol className="steps">
        <li>
          <Step>{t.step1}</Step>
          <p>{t.step1Text}</p>
        </li>
        <li>
          <Step>{t.step2}</Step>
          <p>{t.step2Text}</p>
          <QrCode {...enrolment.qr} />
          <p>
            {t.secretLabel}: <code className="secret-key">{inFours(enrolment.secret)}</code>
          </p>
        </li>
        <li>
          <Step>{t.step3}</Step>
          <Form method="post" className="form" noValidate>
            <input type="hidden" name="intent" value="on" />
            <input type="hidden" name="to" value={to} />
            <TextInput
              name="code"
              label={t.code}
              description={t.codeHint}
              inputMode="numeric"
              autoComplete="one-time-code"
              error={error}
            />
            <div>
              <SubmitButton>{t.confirm}</SubmitButton>
            </div>
          </Form>
        </li>
      </ol>
    </>
  );
}

function Step({ children }: { children: string }) {
  return (
    <h2 className="ds-heading" data-size="2xs">
      {children}
    </h2>
  );
}

/** Dark squares on white whatever the theme: cameras need the contrast, and four squares of margin. */
function QrCode({ size, path }: Enrolment["qr"]) {
  const t = useText(accountText);
  return (
    <svg
      className="qr-code"
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      role="img"
      aria-label={t.qrLabel}
      shapeRendering="crispEdges"
    >
      <path d={`M-4 -4h${size + 8}v${size + 8}h-${size + 8}z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function inFours(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}
