import { useText } from "../../text/useText.ts";
import { RadioGroup } from "../../ui/Choices.tsx";
import { DateInput, NumberInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import type { QuestionRow } from "./questions.server.ts";
import { surveysText } from "./surveys.text.ts";

/** What an input shows: its name, what was typed, and what is wrong with it. */
interface FieldProps {
  name: string;
  defaultValue: string | undefined;
  error: string | undefined;
}

/** Who replies, whether it is binding, and the decision it rests on. @param kind which kinds of reply the coordinator takes */
export function SigningFields({
  kind,
  field,
}: {
  kind: "either" | "indication" | "binding";
  field: (name: string) => FieldProps;
}) {
  const t = useText(surveysText);
  return (
    <>
      {kind === "either" ? (
        <RadioGroup
          name="kind"
          legend={t.kind}
          value={field("kind").defaultValue || "indication"}
          error={field("kind").error}
          options={(["indication", "binding"] as const).map((value) => ({
            value,
            label: t.kinds[value],
            description: t.kindHints[value],
          }))}
        />
      ) : (
        <p>
          <strong>{kind === "binding" ? t.onlyBinding : t.onlyIndication}</strong>
        </p>
      )}
      <TextInput {...field("responder")} label={t.responder} required maxLength={200} autoComplete="name" />
      {kind !== "indication" && (
        <TextInput
          {...field("authority_ref")}
          label={t.authority}
          description={t.authorityHint}
          required={kind === "binding"}
          maxLength={300}
        />
      )}
    </>
  );
}

/** The input that fits the question. */
export function QuestionInput({
  question: { kind, label, options, unit, is_mandatory },
  field,
}: {
  question: QuestionRow;
  field: FieldProps;
}) {
  const t = useText(surveysText);
  const common = { ...field, label, required: is_mandatory };
  switch (kind) {
    case "yes_no":
      return (
        <RadioGroup
          name={field.name}
          legend={label}
          required={is_mandatory}
          error={field.error}
          value={field.defaultValue}
          inline
          options={[
            { value: "yes", label: t.yes },
            { value: "no", label: t.no },
          ]}
        />
      );
    case "number":
      return <NumberInput {...common} unit={unit ?? undefined} />;
    case "choice":
      return <Select {...common} options={options.map((value) => ({ value, label: value }))} />;
    case "date":
      return <DateInput {...common} />;
    case "text":
      return <TextArea {...common} rows={3} />;
  }
}
