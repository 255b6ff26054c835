import type { ReactNode } from "react";
import { useText } from "../text/useText.ts";
import { uiText } from "./ui.text.ts";

/** What a form's check says about one field; several sentences are shown below each other. */
export type FieldError = string | readonly string[] | undefined;

/** The id of the control of field `name`, where the error summary's links lead. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

export interface FieldProps {
  name: string;
  label: ReactNode;
  description?: ReactNode;
  error?: FieldError;
  required?: boolean;
  /** Needed only when two forms on a page have a field of the same name. */
  id?: string;
}

/** Attributes that tie a control to its label, description and error. */
export interface ControlProps {
  id: string;
  name: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

/** Label, description, control and error of one field; `children` gets the attributes to put on the control. */
export function Field({
  name,
  label,
  description,
  error,
  required,
  id = fieldId(name),
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const describedBy = [description && `${id}-description`, hasError(error) && `${id}-error`].filter(Boolean);
  return (
    <div className="ds-field">
      <label className="ds-label" htmlFor={id}>
        {label}
        {required && <RequiredMark />}
      </label>
      {description && (
        <div id={`${id}-description`} data-field="description">
          {description}
        </div>
      )}
      {children({
        id,
        name,
        required,
        "aria-describedby": describedBy.join(" ") || undefined,
        "aria-invalid": hasError(error) || undefined,
      })}
      <FieldErrorText id={`${id}-error`} error={error} />
    </div>
  );
}

/** Says in words that a field must be filled in. */
export function RequiredMark() {
  const t = useText(uiText);
  return <span className="field-required"> ({t.required})</span>;
}

export function hasError(error: FieldError): boolean {
  return Boolean(error && error.length > 0);
}

/** The error below a field. */
export function FieldErrorText({ id, error }: { id: string; error: FieldError }) {
  const t = useText(uiText);
  if (!error || !hasError(error)) return null;
  return (
    <div id={id} className="ds-validation-message" data-field="validation">
      {(typeof error === "string" ? [error] : error).map((sentence) => (
        <p key={sentence}>
          <span className="ds-sr-only">{t.errorPrefix} </span>
          {sentence}
        </p>
      ))}
    </div>
  );
}
