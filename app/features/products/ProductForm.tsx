import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { useLocale, useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { CheckboxGroup, Fieldset } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import type { Typed } from "../catalogue/fields.form.ts";
import { CreateAnyway } from "../catalogue/NearMatches.tsx";
import { ReferenceInput } from "../catalogue/ReferenceInput.tsx";
import { useErrorTexts } from "../catalogue/useErrorTexts.ts";
import { byGroup, functionName } from "../functions/functions.rules.ts";
import type { FunctionRow } from "../functions/functions.server.ts";
import { codeBases, productKinds, supplierDates } from "./products.rules.ts";
import { productsText } from "./products.text.ts";

/** The answer to a product form that was not saved. */
export interface ProductFormState {
  typed: Typed;
  /** Codes of `catalogueText.errors` by field. */
  errors?: Record<string, string>;
  /** The name for which records like it have been shown. */
  nearFor?: string;
  candidates?: Partial<Record<string, { id: string; name: string }[]>>;
}

export interface ProductFormProps {
  state: ProductFormState;
  functions: readonly FunctionRow[];
  cancelHref: string;
  submit: string;
  /** Hidden fields: form key, version. */
  hidden: Readonly<Record<string, string>>;
  /** Above the fields: near matches, a conflict. */
  children?: ReactNode;
  /** Stands around the name: shows records like it while it is typed. */
  aroundName?: (name: ReactNode) => ReactNode;
}

/** Fields of a product, for adding and for editing. */
export function ProductForm({
  state,
  functions,
  cancelHref,
  submit,
  hidden,
  children,
  aroundName = (name) => name,
}: ProductFormProps) {
  const t = useText(productsText);
  const common = useText(commonText);
  const errors = useErrorTexts(state.errors);
  const value = (name: string) => String(state.typed[name] ?? "");
  const field = (name: keyof (typeof t)["fields"]) => ({
    name,
    label: t.fields[name],
    defaultValue: value(name),
    error: errors[name],
  });
  const reference = (name: "supplier" | "rights_holder" | "parent") => ({
    name,
    label: t.fields[name],
    description: t.hints[name],
    value: value(name),
    error: errors[name],
    candidates: state.candidates?.[name],
    choice: value(`${name}_choice`),
    mayCreate: name !== "parent",
  });
  return (
    <Form method="post" className="form" noValidate>
      {Object.entries(hidden).map(([name, text]) => (
        <input key={name} type="hidden" name={name} value={text} />
      ))}
      <ErrorSummary errors={errors} />
      {children}
      {aroundName(<TextInput {...field("name")} description={t.hints.name} required maxLength={300} />)}
      <ReferenceInput {...reference("supplier")} />
      <div className="form-row">
        <Select
          {...field("kind")}
          empty={false}
          options={productKinds.map((kind) => ({ value: kind, label: t.kinds[kind] }))}
        />
        <Select
          {...field("code_basis")}
          options={codeBases.map((basis) => ({ value: basis, label: t.codeBases[basis] }))}
        />
      </div>
      <TextArea {...field("description")} maxLength={4000} />
      <FunctionBoxes functions={functions} chosen={state.typed.function_ids} />
      <ReferenceInput {...reference("parent")} />
      <ReferenceInput {...reference("rights_holder")} />
      <TextInput {...field("website")} type="url" maxLength={500} />
      <TextInput {...field("previous_name")} maxLength={300} />
      <TextArea {...field("aliases")} description={t.hints.aliases} rows={3} />
      <Fieldset legend={t.datesTitle} description={t.hints.dates}>
        <div className="form-row">
          {supplierDates.map((name) => (
            <DateInput key={name} {...field(name)} />
          ))}
        </div>
        <TextInput {...field("dates_source")} description={t.hints.dates_source} maxLength={500} />
      </Fieldset>
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

/** The functions in groups that open and close; groups with a choice stand open. */
function FunctionBoxes({
  functions,
  chosen,
}: {
  functions: readonly FunctionRow[];
  chosen: string | string[] | undefined;
}) {
  const t = useText(productsText);
  const locale = useLocale();
  const values = [chosen ?? []].flat();
  return (
    <Fieldset legend={t.fields.functions} description={t.functionsHint} id="field-function_ids">
      {byGroup(functions, locale).map((group) => {
        const count = group.functions.filter((f) => values.includes(f.id)).length;
        return (
          <details key={group.code} className="ds-details" open={count > 0}>
            <summary>
              {group.name} <span className="muted">({t.chosen(count)})</span>
            </summary>
            <CheckboxGroup
              name="function_ids"
              id={`functions-${group.code}`}
              legend={<span className="ds-sr-only">{group.name}</span>}
              options={group.functions.map((f) => ({ value: f.id, label: functionName(f, locale) }))}
              values={values}
            />
          </details>
        );
      })}
    </Fieldset>
  );
}
