import { useText } from "../../text/useText.ts";
import { DateInput, MoneyInput, NumberInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import type { Typed } from "../catalogue/fields.form.ts";
import { ReferenceInput } from "../catalogue/ReferenceInput.tsx";
import type { Field } from "./fields.rules.ts";
import { choicesOf, fieldLabel, fieldsText } from "./fields.text.ts";
import { systemsFormText } from "./form.text.ts";
import type { Candidates } from "./references.server.ts";

export interface FieldChoices {
  units: readonly { id: string; name: string }[];
  hosts: readonly { id: string; name: string }[];
}

export interface FieldInputProps extends FieldChoices {
  field: Field;
  typed: Typed;
  errors?: Readonly<Record<string, string>>;
  candidates?: Candidates;
}

/** The control of one field of the registry. */
export function FieldInput({ field, typed, errors, candidates, units, hosts }: FieldInputProps) {
  const f = useText(fieldsText);
  const { key, most } = field;
  const value = String(typed[key] ?? "");
  const common = {
    name: key,
    label: fieldLabel(f, key),
    description: f.help[key],
    error: errors?.[key],
    required: field.isRequired,
    defaultValue: value,
  };
  const among = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  switch (field.kind) {
    case "day":
      return <DateInput {...common} />;
    case "integer":
      return <NumberInput {...common} />;
    case "money":
      return <MoneyInput {...common} />;
    case "long_text":
      return <TextArea {...common} maxLength={most} />;
    case "link":
      return <TextInput {...common} type="url" maxLength={most} />;
    case "country":
      return <TextInput {...common} maxLength={2} className="input-short" autoCapitalize="characters" />;
    case "choice":
    case "level":
      return (
        <Select
          {...common}
          options={Object.entries(choicesOf(f, key)).map(([code, label]) => ({ value: code, label }))}
        />
      );
    case "unit":
      return <Select {...common} options={among(units)} />;
    case "organisation":
      return <Select {...common} options={among(hosts)} />;
    case "supplier":
      return (
        <ReferenceInput
          name={key}
          label={common.label}
          description={common.description}
          value={value}
          error={common.error}
          candidates={candidates?.[key]}
          mayCreate
        />
      );
    case "text":
      return <TextInput {...common} maxLength={most} />;
  }
}

/** Error codes as sentences; the summary names the field, since several fields may have the same error. */
export function useErrorWords(codes: Readonly<Record<string, string>> | undefined) {
  const t = useText(systemsFormText);
  const f = useText(fieldsText);
  const atField = Object.fromEntries(
    Object.entries(codes ?? {}).map(([field, code]) => [
      field,
      t.errors[code] ?? t.errors.unknown_choice ?? code,
    ]),
  );
  const inSummary = Object.fromEntries(
    Object.entries(atField).map(([field, words]) => [
      field,
      field in f.fields ? t.errorAt(fieldLabel(f, field), words) : words,
    ]),
  );
  return { atField, inSummary };
}
