import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { useText } from "../text/useText.ts";
import { type ControlProps, Field, type FieldProps } from "./Field.tsx";
import { uiText } from "./ui.text.ts";

type InputProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, keyof ControlProps>;

/** Keeps the attributes of the field apart from those of the control. */
function split<Props extends FieldProps>(props: Props) {
  const { name, label, description, error, required, id, ...control } = props;
  return { field: { name, label, description, error, required, id }, control };
}

/** One line of text; `type` may be "email", "tel", "url", "search" or "password". */
export function TextInput(props: InputProps) {
  const { field, control } = split(props);
  return (
    <Field {...field}>{(wired) => <input type="text" {...control} {...wired} className="ds-input" />}</Field>
  );
}

/** Several lines of text. */
export function TextArea(
  props: FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof ControlProps>,
) {
  const { field, control } = split(props);
  return (
    <Field {...field}>{(wired) => <textarea rows={4} {...control} {...wired} className="ds-input" />}</Field>
  );
}

/** A calendar day; the form carries "YYYY-MM-DD". */
export function DateInput(props: InputProps) {
  const { field, control } = split(props);
  return (
    <Field {...field}>
      {/* years of four digits: without a bound browsers let people type six */}
      {(wired) => (
        <input
          min="1900-01-01"
          max="2200-12-31"
          {...control}
          {...wired}
          type="date"
          className="ds-input input-short"
        />
      )}
    </Field>
  );
}

/** A whole number, typed as text so that "1 200" can be pasted; the form's schema reads it. */
export function NumberInput(props: InputProps & { unit?: ReactNode }) {
  const { unit, ...rest } = props;
  const { field, control } = split(rest);
  return (
    <Field {...field}>
      {(wired) => (
        <Affix unit={unit}>
          <input {...control} {...wired} type="text" inputMode="numeric" className="ds-input input-number" />
        </Affix>
      )}
    </Field>
  );
}

/** An amount in kronor as people write it ("1 234,50"); the form's schema turns it into öre. */
export function MoneyInput(props: InputProps & { currency?: string }) {
  const t = useText(uiText);
  const { currency, ...rest } = props;
  const { field, control } = split(rest);
  return (
    <Field {...field}>
      {(wired) => (
        <Affix unit={currency && currency !== "SEK" ? currency : t.currencyUnit}>
          <input {...control} {...wired} type="text" inputMode="decimal" className="ds-input input-number" />
        </Affix>
      )}
    </Field>
  );
}

function Affix({ unit, children }: { unit?: ReactNode; children: ReactNode }) {
  if (!unit) return children;
  return (
    <div className="ds-field-affixes input-affixed">
      {children}
      <span className="ds-field-affix">{unit}</span>
    </div>
  );
}

/** A file; the form needs `encType="multipart/form-data"`. */
export function FileInput(props: InputProps) {
  const { field, control } = split(props);
  return (
    <Field {...field}>{(wired) => <input {...control} {...wired} type="file" className="ds-input" />}</Field>
  );
}

export interface Option {
  value: string;
  label: string;
  isDisabled?: boolean;
}

/** Options under a heading. */
export interface OptionGroup {
  group: string;
  options: readonly Option[];
}

export type SelectProps = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof ControlProps> & {
    options: readonly (Option | OptionGroup)[];
    /** First, empty choice: a text, or false for none. "Välj …" unless told otherwise. */
    empty?: string | false;
  };

/** One of a list. */
export function Select({ options, empty, ...props }: SelectProps) {
  const t = useText(uiText);
  const { field, control } = split(props);
  return (
    <Field {...field}>
      {(wired) => (
        <select {...control} {...wired} className="ds-input">
          {empty !== false && <option value="">{empty ?? t.choose}</option>}
          {options.map((option) =>
            "group" in option ? (
              <optgroup key={option.group} label={option.group}>
                <Options options={option.options} />
              </optgroup>
            ) : (
              <Options key={option.value} options={[option]} />
            ),
          )}
        </select>
      )}
    </Field>
  );
}

function Options({ options }: { options: readonly Option[] }) {
  return options.map((option) => (
    <option key={option.value} value={option.value} disabled={option.isDisabled}>
      {option.label}
    </option>
  ));
}
