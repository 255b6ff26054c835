import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { Select, TextInput } from "../../ui/Inputs.tsx";
import { organisationsText } from "./organisations.text.ts";
import { unitOptions } from "./UnitForm.tsx";
import type { PlacedUnit } from "./units.rules.ts";

export interface PersonValues {
  name: string;
  title: string | null;
  email: string | null;
  unit_id: string | null;
}

/** Name, title, e-mail and unit of a person. */
export function PersonForm({
  values,
  units,
  errors,
  submit,
  hidden = {},
  more,
}: {
  values: PersonValues;
  units: readonly PlacedUnit[];
  errors: Record<string, string> | undefined;
  submit: string;
  hidden?: Record<string, string>;
  more?: ReactNode;
}) {
  const t = useText(organisationsText);
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
      <TextInput
        name="title"
        label={t.title}
        maxLength={200}
        defaultValue={values.title ?? ""}
        error={wrong?.title}
      />
      <TextInput
        name="email"
        type="email"
        label={t.email}
        maxLength={254}
        defaultValue={values.email ?? ""}
        error={wrong?.email}
      />
      <Select
        name="unit_id"
        label={t.unit}
        empty={t.chooseUnit}
        defaultValue={values.unit_id ?? ""}
        error={wrong?.unit_id}
        options={unitOptions(units)}
      />
      <div className="button-row">
        <SubmitButton>{submit}</SubmitButton>
        {more}
      </div>
    </Form>
  );
}
