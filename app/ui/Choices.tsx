import { type InputHTMLAttributes, type ReactNode, useId } from "react";
import { type FieldError, FieldErrorText, fieldId, hasError, RequiredMark } from "./Field.tsx";

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type"> {
  name: string;
  label: ReactNode;
  description?: ReactNode;
  error?: FieldError;
}

/** A box to tick; without `value` the form carries "on". */
export function Checkbox({ label, description, error, id, ...input }: CheckboxProps) {
  return (
    <Choice
      {...input}
      type="checkbox"
      id={id ?? fieldId(input.name)}
      label={label}
      description={description}
      error={error}
    />
  );
}

interface ChoiceProps extends InputHTMLAttributes<HTMLInputElement> {
  id: string;
  label: ReactNode;
  description?: ReactNode;
  error?: FieldError;
}

function Choice({ label, description, error, ...input }: ChoiceProps) {
  const { id } = input;
  const describedBy = [description && `${id}-description`, hasError(error) && `${id}-error`].filter(Boolean);
  return (
    <div className="ds-field">
      <input
        {...input}
        className="ds-input"
        aria-describedby={describedBy.join(" ") || undefined}
        aria-invalid={hasError(error) || undefined}
      />
      <label className="ds-label" htmlFor={id}>
        {label}
      </label>
      {description && (
        <div id={`${id}-description`} data-field="description">
          {description}
        </div>
      )}
      <FieldErrorText id={`${id}-error`} error={error} />
    </div>
  );
}

export interface FieldsetProps {
  legend: ReactNode;
  description?: ReactNode;
  error?: FieldError;
  required?: boolean;
  /** Where the error summary's link leads. */
  id?: string;
  /** Puts short choices beside each other. */
  inline?: boolean;
  children: ReactNode;
}

/** Fields or choices that belong together, under a legend. */
export function Fieldset({ legend, description, error, required, id, inline, children }: FieldsetProps) {
  const ownId = useId();
  const base = id ?? ownId;
  const describedBy = [description && `${base}-description`, hasError(error) && `${base}-error`].filter(
    Boolean,
  );
  return (
    <fieldset
      className="ds-fieldset"
      id={id}
      data-inline={inline || undefined}
      tabIndex={id ? -1 : undefined}
      aria-describedby={describedBy.join(" ") || undefined}
    >
      <legend className="ds-label">
        {legend}
        {required && <RequiredMark />}
      </legend>
      {description && (
        <div id={`${base}-description`} data-field="description">
          {description}
        </div>
      )}
      <div className="fieldset-content">{children}</div>
      <FieldErrorText id={`${base}-error`} error={error} />
    </fieldset>
  );
}

export interface ChoiceOption {
  value: string;
  label: ReactNode;
  description?: ReactNode;
  isDisabled?: boolean;
}

interface GroupProps extends Omit<FieldsetProps, "children"> {
  name: string;
  options: readonly ChoiceOption[];
}

/** One of a few, all visible. */
export function RadioGroup({ name, options, value, ...fieldset }: GroupProps & { value?: string | null }) {
  return (
    <Fieldset {...fieldset} id={fieldset.id ?? fieldId(name)}>
      {options.map((option) => (
        <Choice
          key={option.value}
          id={`${fieldset.id ?? fieldId(name)}-${option.value}`}
          type="radio"
          name={name}
          value={option.value}
          defaultChecked={option.value === value}
          required={fieldset.required}
          disabled={option.isDisabled}
          label={option.label}
          description={option.description}
        />
      ))}
    </Fieldset>
  );
}

/** Any number of a few; the form carries the field once per ticked box. */
export function CheckboxGroup({
  name,
  options,
  values = [],
  ...fieldset
}: GroupProps & { values?: readonly string[] }) {
  return (
    <Fieldset {...fieldset} id={fieldset.id ?? fieldId(name)}>
      {options.map((option) => (
        <Choice
          key={option.value}
          id={`${fieldset.id ?? fieldId(name)}-${option.value}`}
          type="checkbox"
          name={name}
          value={option.value}
          defaultChecked={values.includes(option.value)}
          disabled={option.isDisabled}
          label={option.label}
          description={option.description}
        />
      ))}
    </Fieldset>
  );
}
