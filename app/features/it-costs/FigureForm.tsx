import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { NumberInput, Select, TextInput } from "../../ui/Inputs.tsx";
import { figureKinds } from "./figures.form.ts";
import { figuresText } from "./figures.text.ts";

/** What was typed, or what is kept. */
export interface FigureValues {
  kind: string;
  year: string;
  value: string;
  source: string;
}

/** Employees or users of a year, with source. */
export function FigureForm({
  values,
  errors,
  submit,
  version,
  more,
}: {
  values: FigureValues;
  errors: Record<string, string> | undefined;
  submit: string;
  /** Of the record that is changed. */
  version?: number;
  more?: ReactNode;
}) {
  const t = useText(figuresText);
  const wrong = sentences(errors, t.errors);
  return (
    <Form method="post" className="form" noValidate>
      <ErrorSummary errors={wrong} />
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <Select
        name="kind"
        label={t.kind}
        description={t.kindHint}
        required
        options={figureKinds.map((kind) => ({ value: kind, label: t.kinds[kind] }))}
        defaultValue={values.kind}
        error={wrong?.kind}
      />
      <NumberInput name="year" label={t.year} required defaultValue={values.year} error={wrong?.year} />
      <NumberInput name="value" label={t.value} required defaultValue={values.value} error={wrong?.value} />
      <TextInput
        name="source"
        label={t.source}
        description={t.sourceHint}
        required
        maxLength={200}
        defaultValue={values.source}
        error={wrong?.source}
      />
      <div className="button-row">
        <SubmitButton>{submit}</SubmitButton>
        {more}
      </div>
    </Form>
  );
}
