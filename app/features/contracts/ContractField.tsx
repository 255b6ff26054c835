import { useText } from "../../text/useText.ts";
import { Checkbox, CheckboxGroup } from "../../ui/Choices.tsx";
import { DateInput, NumberInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { ReferenceInput } from "../catalogue/ReferenceInput.tsx";
import type { ContractFormData, FormState } from "./edit.server.ts";
import type { Field } from "./fields.rules.ts";
import { contractFormText } from "./form.text.ts";
import { choiceWord, wordsText } from "./words.text.ts";

const LIST_OF: Record<string, "type" | "purchase_form" | "element" | "payment_model"> = {
  type: "type",
  purchase_form: "purchase_form",
  elements: "element",
  payment_model: "payment_model",
};

/** The control of one field of the contract's form. */
export function ContractField({
  field,
  state,
  errors,
  data,
}: {
  field: Field;
  state: FormState;
  errors: Readonly<Record<string, string>>;
  data: ContractFormData;
}) {
  const w = useText(wordsText);
  const { key, kind } = field;
  const typed = [state.typed[key] ?? ""].flat();
  const value = typed[0] ?? "";
  const label = w.fields[key] ?? key;
  const common = {
    name: key,
    label,
    description: w.help[key],
    error: errors[key],
    required: field.isRequired,
    defaultValue: value,
  };
  const among = (rows: readonly { id: string; name: string; number?: string | null }[]) =>
    rows.map((row) => ({ value: row.id, label: row.number ? `${row.name} (${row.number})` : row.name }));
  const inUse = LIST_OF[key] ? data.lists[LIST_OF[key]] : field.choices;
  // what an organisation no longer uses stays a choice where it is chosen
  const codes = (field.choices ?? []).filter((code) => inUse?.includes(code) || typed.includes(code));
  const options = codes.map((code) => ({ value: code, label: choiceWord(w, key, code) }));
  switch (kind) {
    case "day":
      return <DateInput {...common} />;
    case "count":
      return <NumberInput {...common} />;
    case "long_text":
      return <TextArea {...common} maxLength={field.most} />;
    case "choice":
      return <Select {...common} options={options} empty={field.isRequired ? false : undefined} />;
    case "boxes":
      return (
        <CheckboxGroup
          name={key}
          legend={label}
          options={options}
          values={typed.filter((code) => code !== "")}
          error={errors[key]}
        />
      );
    case "flag":
      return (
        <Checkbox
          name={key}
          label={label}
          description={w.help[key]}
          error={errors[key]}
          defaultChecked={value === "on"}
        />
      );
    case "supplier":
      return (
        <ReferenceInput
          name={key}
          label={label}
          value={value}
          error={errors[key]}
          candidates={state.candidates?.[key]}
          mayCreate
        />
      );
    case "product":
      return <Select {...common} options={among(data.products)} />;
    case "contract":
      return <Select {...common} options={among(data.contracts)} />;
    case "text":
      return <TextInput {...common} maxLength={field.most} />;
  }
}

/** Error codes as sentences; the summary names the field, since several fields may have the same error. */
export function useContractErrors(codes: Readonly<Record<string, string>> | undefined) {
  const t = useText(contractFormText);
  const w = useText(wordsText);
  const atField = Object.fromEntries(
    Object.entries(codes ?? {}).map(([field, code]) => [field, t.errors[code] ?? code]),
  );
  const name = (field: string) => {
    const option = /^option_(\d+)_(.+)$/.exec(field);
    if (option) return `${t.option(Number(option[1]))}, ${t.optionFields[option[2]!] ?? option[2]}`;
    return w.fields[field];
  };
  const inSummary = Object.fromEntries(
    Object.entries(atField).map(([field, words]) => {
      const named = name(field);
      return [field, named ? t.errorAt(named, words) : words];
    }),
  );
  return { atField, inSummary };
}
