import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextArea, TextInput } from "../../ui/Inputs.tsx";
import { cooperationsText } from "./cooperations.text.ts";

export interface CooperationFormProps {
  values: { name: string; description: string };
  /** Codes by field. */
  errors?: Record<string, string>;
  submit: string;
  cancelHref: string;
  hidden: Record<string, string>;
}

/** Name and description of a cooperation. */
export function CooperationForm({ values, errors, submit, cancelHref, hidden }: CooperationFormProps) {
  const t = useText(cooperationsText);
  const common = useText(commonText);
  const wrong = sentences(errors, t.errors);
  return (
    <Form method="post" className="form" noValidate>
      <ErrorSummary errors={wrong} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextInput
        name="name"
        label={t.name}
        required
        maxLength={200}
        defaultValue={values.name}
        error={wrong?.name}
      />
      <TextArea
        name="description"
        label={t.description}
        description={t.descriptionHint}
        maxLength={2000}
        defaultValue={values.description}
        error={wrong?.description}
      />
      <div className="button-row">
        <SubmitButton>{submit}</SubmitButton>
        <LinkButton href={cancelHref} variant="secondary">
          {common.cancel}
        </LinkButton>
      </div>
    </Form>
  );
}
