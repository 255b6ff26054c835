import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextArea, TextInput } from "../../ui/Inputs.tsx";
import type { Typed } from "../catalogue/fields.form.ts";
import { CreateAnyway } from "../catalogue/NearMatches.tsx";
import { useErrorTexts } from "../catalogue/useErrorTexts.ts";
import { readOrganisationNumber } from "./organisation-number.rules.ts";
import { NUMBER_KEPT } from "./suppliers.form.ts";
import { suppliersText } from "./suppliers.text.ts";

/** The answer to a supplier form that was not saved. */
export interface SupplierFormState {
  typed: Typed;
  /** Codes of `catalogueText.errors` by field. */
  errors?: Record<string, string>;
  /** The name for which records like it have been shown. */
  nearFor?: string;
}

/** Fields of a supplier, for adding and for editing. */
export function SupplierForm({
  state,
  hidden,
  submit,
  cancelHref,
  children,
  aroundName = (name) => name,
}: {
  state: SupplierFormState;
  hidden: Readonly<Record<string, string>>;
  submit: string;
  cancelHref: string;
  children?: ReactNode;
  /** Stands around the name: shows records like it while it is typed. */
  aroundName?: (name: ReactNode) => ReactNode;
}) {
  const t = useText(suppliersText);
  const common = useText(commonText);
  const errors = useErrorTexts(state.errors);
  const field = (name: keyof (typeof t)["fields"]) => ({
    name,
    label: t.fields[name],
    defaultValue: String(state.typed[name] ?? ""),
    error: errors[name],
  });
  return (
    <Form method="post" className="form" noValidate>
      {Object.entries(hidden).map(([name, text]) => (
        <input key={name} type="hidden" name={name} value={text} />
      ))}
      <ErrorSummary errors={errors} />
      {children}
      {aroundName(<TextInput {...field("name")} required maxLength={300} />)}
      <TextInput
        {...field("organisation_number")}
        description={t.hints.organisation_number}
        inputMode="numeric"
        maxLength={20}
      />
      <KeptNumber state={state} />
      <TextInput {...field("website")} type="url" maxLength={500} />
      <TextInput {...field("country")} description={t.hints.country} maxLength={2} className="input-short" />
      <TextArea {...field("aliases")} description={t.hints.aliases} rows={3} />
      <div className="form-actions">
        <SubmitButton>{submit}</SubmitButton>
        <CreateAnyway nearFor={state.nearFor} />
        <LinkButton href={cancelHref} variant="secondary">
          {common.cancel}
        </LinkButton>
      </div>
    </Form>
  );
}

/** After a warning about the check digit: sending the same number again keeps it. */
function KeptNumber({ state: { typed, errors } }: { state: SupplierFormState }) {
  const read = readOrganisationNumber(String(typed.organisation_number ?? ""));
  if (read.ok || read.reason !== "check_digit" || !errors?.organisation_number) return null;
  return <input type="hidden" name={NUMBER_KEPT} value={read.digits} />;
}
