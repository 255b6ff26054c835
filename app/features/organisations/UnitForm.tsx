import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { Select, TextInput } from "../../ui/Inputs.tsx";
import { organisationsText } from "./organisations.text.ts";
import type { PlacedUnit } from "./units.rules.ts";

/** Name of a unit and the unit it belongs under. */
export function UnitForm({
  values,
  parents,
  errors,
  submit,
  hidden = {},
  more,
}: {
  values: { name: string; parent_unit_id: string | null };
  /** In tree order. */
  parents: readonly PlacedUnit[];
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
      <Select
        name="parent_unit_id"
        label={t.parent}
        empty={t.noParent}
        defaultValue={values.parent_unit_id ?? ""}
        error={wrong?.parent_unit_id}
        options={unitOptions(parents)}
      />
      <div className="button-row">
        <SubmitButton>{submit}</SubmitButton>
        {more}
      </div>
    </Form>
  );
}

/** Units as options, indented by depth. */
export function unitOptions(units: readonly PlacedUnit[]) {
  return units.map((unit) => ({ value: unit.id, label: `${"\u2003".repeat(unit.depth)}${unit.name}` }));
}
