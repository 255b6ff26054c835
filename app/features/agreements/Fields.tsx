import { useText } from "../../text/useText.ts";
import { Checkbox } from "../../ui/Choices.tsx";
import { DateInput, MoneyInput, NumberInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import type { FieldSpec } from "./fields.rules.ts";
import { refusalsText } from "./refusals.text.ts";
import { agreementWords } from "./words.text.ts";

/** What the loader offers for a given choice. */
export type Choices = Readonly<Record<string, readonly { id: string; name: string }[]>>;

interface Props {
  specs: readonly FieldSpec[];
  labels: Readonly<Record<string, string>>;
  hints?: Readonly<Record<string, string>>;
  empties?: Readonly<Record<string, string>>;
  choices?: Choices;
  typed?: Readonly<Record<string, string>>;
  errors?: Readonly<Record<string, string>>;
}

/** Error codes as sentences; a rule's own sentence is left as it is. */
export function useSentences(codes: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const { errors } = useText(refusalsText);
  return Object.fromEntries(
    Object.entries(codes ?? {}).map(([field, code]) => [field, errors[code] ?? code]),
  );
}

/** The fields of a form in their order; `errors` are sentences. */
export function Fields({ specs, ...rest }: Props) {
  return specs.map((spec) => <OneField key={spec.name} spec={spec} {...rest} />);
}

function OneField({
  spec,
  labels,
  hints,
  empties,
  choices,
  typed,
  errors,
}: Omit<Props, "specs"> & { spec: FieldSpec }) {
  const words = useText(agreementWords);
  const field = {
    name: spec.name,
    label: labels[spec.name] ?? spec.name,
    description: hints?.[spec.name],
    error: errors?.[spec.name],
    required: spec.required,
    defaultValue: typed?.[spec.name] ?? "",
  };
  const { defaultValue: value, required: _, ...box } = field;
  switch (spec.kind) {
    case "text":
      return <TextArea {...field} rows={spec.rows ?? 4} />;
    case "day":
      return <DateInput {...field} />;
    case "number":
      return <NumberInput {...field} />;
    case "money":
      return <MoneyInput {...field} />;
    case "url":
      return <TextInput {...field} type="url" maxLength={2000} />;
    case "box":
      return <Checkbox {...box} value="1" defaultChecked={value !== ""} />;
    case "choice": {
      const list = words[spec.words ?? "role"];
      const options = (spec.codes ?? []).map((code) => ({ value: code, label: list[code] ?? code }));
      return <Select {...field} options={options} empty={spec.required ? false : undefined} />;
    }
    case "given":
      return (
        <Select
          {...field}
          options={(choices?.[spec.from ?? ""] ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          empty={empties?.[spec.name]}
        />
      );
    default:
      return <TextInput {...field} maxLength={500} />;
  }
}
