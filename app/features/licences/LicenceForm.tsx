import type { ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { KeyedForm } from "../../ui/KeyedForm.tsx";
import type { Typed } from "../catalogue/fields.form.ts";
import type { NamedRefusal } from "./form.server.ts";
import { licencesText } from "./licences.text.ts";
import { refusalsText } from "./refusals.text.ts";

/** What a posted form came to, beside what the loader says. */
export interface Posted {
  typed?: Typed;
  errors?: Record<string, string>;
  refusal?: NamedRefusal;
  formKey: string;
}

/** Errors by field as sentences; a refusal of a rule says the figures and names that it knows. */
export function useLicenceErrors({
  errors,
  refusal,
}: Pick<Posted, "errors" | "refusal">): Record<string, string> {
  const t = useText(refusalsText);
  return Object.fromEntries(
    Object.entries(errors ?? {}).map(([field, code]) => {
      const rule = t.rules[code];
      return [field, rule ? rule(refusal ?? {}) : (t.errors[code] ?? t.otherErrors)];
    }),
  );
}

/** What a field of such a form needs: name, what was typed and what is wrong with it. */
export function useLicenceFields(posted: Posted, start: Typed = {}) {
  const errors = useLicenceErrors(posted);
  const typed = posted.typed ?? start;
  return (name: string) => ({
    name,
    defaultValue: [typed[name] ?? ""].flat()[0] ?? "",
    error: errors[name],
  });
}

interface LicenceFormProps {
  posted: Posted;
  /** Which of the page's forms: errors are shown in the one that was sent. */
  intent?: string;
  submit: string;
  cancelHref?: string;
  isDangerous?: boolean;
  children?: ReactNode;
}

/** One form of a page, with its key and its errors. */
export function LicenceForm({ posted, intent, submit, cancelHref, isDangerous, children }: LicenceFormProps) {
  const t = useText(licencesText);
  const errors = useLicenceErrors(posted);
  const isSent = intent === undefined || posted.typed?.intent === intent;
  return (
    <KeyedForm formKey={intent ? keyFor(posted.formKey, intent) : posted.formKey} errors={posted.errors}>
      {intent && <input type="hidden" name="intent" value={intent} />}
      <ErrorSummary errors={isSent ? errors : undefined} />
      {children}
      <div className="form-actions">
        <SubmitButton color={isDangerous ? "danger" : undefined}>{submit}</SubmitButton>
        {cancelHref && (
          <LinkButton href={cancelHref} variant="secondary">
            {t.cancel}
          </LinkButton>
        )}
      </div>
    </KeyedForm>
  );
}

/** A key of its own for each form of a page: sending one does not stand in the way of another. */
function keyFor(key: string, intent: string): string {
  let sum = 0;
  for (const letter of intent) sum = (sum * 31 + letter.charCodeAt(0)) % 0xffffff;
  return key.slice(0, -6) + sum.toString(16).padStart(6, "0");
}
