import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { Button, LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Fieldset } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { NumberInput, Select } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import type { Typed } from "../catalogue/fields.form.ts";
import { ContractField, useContractErrors } from "./ContractField.tsx";
import { contractPath, contractsPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import type { Conflict, ContractFormData, FormState } from "./edit.server.ts";
import { fieldsIn, optionField, SECTIONS, UNITS } from "./fields.rules.ts";
import { contractFormText } from "./form.text.ts";
import { MovedNotice } from "./MovedNotice.tsx";
import { choiceWord, wordsText } from "./words.text.ts";

/** The form of a contract: the few fields that give dates first, then the rest by section. Says what moves before it saves. */
export function ContractForm({
  data,
  state,
  formKey,
}: {
  data: ContractFormData;
  state: FormState;
  formKey: string;
}) {
  const t = useText(contractFormText);
  const c = useText(contractsText);
  const common = useText(commonText);
  const { contract, slug, usage } = data;
  const { atField, inSummary } = useContractErrors(state.errors);
  const back = contract ? contractPath(slug, contract.id) : contractsPath(slug);
  const crumbs = [
    { label: c.title, href: contractsPath(slug) },
    ...(contract ? [{ label: contract.name, href: back }] : []),
  ];
  const save = contract ? t.save : t.add;
  return (
    <>
      <PageHeader
        title={contract ? t.editTitle(contract.name) : t.newTitle}
        crumbs={crumbs}
        lead={contract ? undefined : usage ? t.newFor(usage.own_name) : t.newLead}
      />
      {state.conflicts && <Conflicts conflicts={state.conflicts} />}
      <Form method="post" className="form" noValidate key={`${state.version} ${state.optionRows}`}>
        <input type="hidden" name="form_key" value={formKey} />
        <input type="hidden" name="version" value={state.version} />
        <input type="hidden" name="was" value={JSON.stringify(state.was)} />
        {usage && <input type="hidden" name="usage" value={usage.id} />}
        <ErrorSummary errors={inSummary} />
        {state.moved && (
          <MovedNotice moved={state.moved}>
            <SubmitButton>{t.saveMoved}</SubmitButton>
            <LinkButton href={back} variant="secondary">
              {common.cancel}
            </LinkButton>
          </MovedNotice>
        )}
        {SECTIONS.map((section) => (
          <Section key={section} title={t.sections[section] ?? section} id={section}>
            <div className="field-grid">
              {fieldsIn(section).map((field) => (
                <ContractField key={field.key} field={field} state={state} errors={atField} data={data} />
              ))}
            </div>
            {section === "renewal" && <Options state={state} errors={atField} />}
          </Section>
        ))}
        <div className="form-actions">
          <SubmitButton>{save}</SubmitButton>
          <LinkButton href={back} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </>
  );
}

function Options({ state, errors }: { state: FormState; errors: Readonly<Record<string, string>> }) {
  const t = useText(contractFormText);
  const w = useText(wordsText);
  const units = UNITS.map((value) => ({ value, label: choiceWord(w, "unit", value) }));
  const value = (name: string, otherwise = "") => text(state.typed, name) || otherwise;
  return (
    <Fieldset legend={t.optionsLegend} description={t.optionsHelp}>
      {[...Array(state.optionRows).keys()].map((row) => {
        const seq = row + 1;
        const name = (field: Parameters<typeof optionField>[1]) => optionField(seq, field);
        return (
          <Fieldset key={seq} legend={t.option(seq)} inline>
            <NumberInput
              name={name("length")}
              label={t.optionFields.length}
              defaultValue={value(name("length"))}
              error={errors[name("length")]}
            />
            <Select
              name={name("unit")}
              label={t.optionFields.unit}
              options={units}
              empty={false}
              defaultValue={value(name("unit"), "months")}
              error={errors[name("unit")]}
            />
            <NumberInput
              name={name("call_before_length")}
              label={t.optionFields.call_before_length}
              defaultValue={value(name("call_before_length"))}
              error={errors[name("call_before_length")]}
            />
            <Select
              name={name("call_before_unit")}
              label={t.optionFields.call_before_unit}
              options={units}
              empty={false}
              defaultValue={value(name("call_before_unit"), "months")}
              error={errors[name("call_before_unit")]}
            />
          </Fieldset>
        );
      })}
      <div>
        <Button type="submit" variant="tertiary" name="more" value="1" formNoValidate>
          {t.moreOptions}
        </Button>
      </div>
    </Fieldset>
  );
}

function text(typed: Typed, name: string): string {
  return [typed[name] ?? ""].flat()[0] ?? "";
}

function Conflicts({ conflicts }: { conflicts: readonly Conflict[] }) {
  const t = useText(contractFormText);
  const w = useText(wordsText);
  const words = (field: string, value: string) => {
    if (value === "" || value === "on") return value === "on" ? "✓" : t.empty;
    return choiceWord(w, field, value) || value;
  };
  return (
    <Alert tone="warning" title={t.conflictTitle} role="alert">
      <p>{t.conflictText}</p>
      <Table
        caption={t.conflictTitle}
        rows={conflicts}
        rowKey={(row) => row.field}
        columns={[
          {
            id: "field",
            heading: t.field,
            isRowHeader: true,
            cell: (row) => w.fields[row.field] ?? row.field,
          },
          { id: "theirs", heading: t.theirs, cell: (row) => words(row.field, row.theirs) },
          {
            id: "yours",
            heading: t.yours,
            cell: (row) => (row.yours === undefined ? t.untouched : words(row.field, row.yours)),
          },
        ]}
      />
    </Alert>
  );
}
