import { useText } from "../../text/useText.ts";
import { RadioGroup } from "../../ui/Choices.tsx";
import { type FieldError, fieldId } from "../../ui/Field.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { catalogueText } from "./catalogue.text.ts";

/**
 * A record named by its text. When the text may mean several records, or none, the server sends candidates and the person
 * chooses below the field; works without script and however long the catalogue is.
 */
export function ReferenceInput({
  name,
  label,
  description,
  value,
  error,
  candidates,
  choice,
  mayCreate,
}: {
  name: string;
  label: string;
  description?: string;
  value: string;
  error?: FieldError;
  candidates?: readonly { id: string; name: string }[];
  /** The candidate chosen so far. */
  choice?: string;
  /** Offers to add what was typed. */
  mayCreate?: boolean;
}) {
  const t = useText(catalogueText);
  const options = [
    ...(candidates ?? []).map((one) => ({ value: one.id, label: one.name })),
    ...(mayCreate ? [{ value: "new", label: t.createSupplier(value) }] : []),
  ];
  const asks = candidates !== undefined && options.length > 0;
  return (
    <>
      <TextInput
        name={name}
        label={label}
        description={description}
        defaultValue={value}
        error={error}
        maxLength={300}
        autoComplete="off"
      />
      {asks && (
        <>
          <input type="hidden" name={`${name}_choice_for`} value={value} />
          <RadioGroup
            name={`${name}_choice`}
            id={`${fieldId(name)}-choice`}
            legend={t.chooseTitle(value)}
            options={options}
            value={choice}
          />
        </>
      )}
    </>
  );
}
