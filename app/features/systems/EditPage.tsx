import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import type { Conflict, EditPageData, FormState } from "./edit.server.ts";
import { FieldInput, useErrorWords } from "./FieldInput.tsx";
import { FunctionBoxes } from "./FunctionBoxes.tsx";
import { fieldOf, fieldsIn } from "./fields.rules.ts";
import { choiceLabel, fieldLabel, fieldsText } from "./fields.text.ts";
import { systemsFormText } from "./form.text.ts";
import { systemsPath, usagePartPath, usagePath } from "./systems.paths.ts";
import { systemsText } from "./systems.text.ts";

interface Props {
  data: EditPageData;
  state: FormState;
  formKey: string;
}

/** The form of one record: all its field groups, or the one that the address names. */
export function EditPage({ data, state, formKey }: Props) {
  const t = useText(systemsFormText);
  const s = useText(systemsText);
  const f = useText(fieldsText);
  const common = useText(commonText);
  const { usage, slug, groups } = data;
  const { atField, inSummary } = useErrorWords(state.errors);
  return (
    <>
      <PageHeader
        title={t.editTitle(usage.own_name)}
        crumbs={[
          { label: s.title, href: systemsPath(slug) },
          { label: usage.own_name, href: usagePath(slug, usage.id) },
        ]}
        actions={
          groups.length === 1 && (
            <LinkButton href={usagePartPath(slug, usage.id, "edit")} variant="tertiary">
              {t.allGroups}
            </LinkButton>
          )
        }
      />
      {state.conflicts && <Conflicts conflicts={state.conflicts} data={data} />}
      <Form method="post" className="form" noValidate key={state.version}>
        <input type="hidden" name="form_key" value={formKey} />
        <input type="hidden" name="version" value={state.version} />
        <input type="hidden" name="was" value={JSON.stringify(state.was)} />
        {groups.map((group) => (
          <input key={group} type="hidden" name="groups" value={group} />
        ))}
        <ErrorSummary errors={inSummary} />
        {groups.map((group) => (
          <Section key={group} title={f.groups[group]} id={group}>
            {group in f.groupHelp && (
              <p className="muted">{f.groupHelp[group as keyof typeof f.groupHelp]}</p>
            )}
            <div className="field-grid">
              {fieldsIn(group).map((field) => (
                <FieldInput
                  key={field.key}
                  field={field}
                  typed={state.typed}
                  errors={atField}
                  candidates={state.candidates}
                  units={data.units}
                  hosts={data.hosts}
                />
              ))}
            </div>
            {group === "core" && (
              <FunctionBoxes functions={data.functions} chosen={[state.typed.functions ?? []].flat()} />
            )}
          </Section>
        ))}
        <div className="form-actions">
          <SubmitButton>{common.save}</SubmitButton>
          <LinkButton href={usagePath(slug, usage.id)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </>
  );
}

function Conflicts({ conflicts, data }: { conflicts: readonly Conflict[]; data: EditPageData }) {
  const t = useText(systemsFormText);
  const f = useText(fieldsText);
  const words = (field: string, value: string) => {
    if (value === "") return t.conflictEmpty;
    const { kind } = fieldOf(field);
    const named = [...data.units, ...data.hosts].find((each) => each.id === value);
    if (named) return named.name;
    return kind === "choice" || kind === "level" ? choiceLabel(f, field, value) : value;
  };
  return (
    <Alert tone="warning" title={t.conflictTitle} role="alert">
      <p>{t.conflictText}</p>
      <Table
        caption={t.conflictTitle}
        rows={conflicts}
        rowKey={(row) => row.field}
        columns={[
          { id: "field", heading: t.field, isRowHeader: true, cell: (row) => fieldLabel(f, row.field) },
          { id: "theirs", heading: t.conflictNow, cell: (row) => words(row.field, row.theirs) },
          {
            id: "yours",
            heading: t.conflictYours,
            cell: (row) => (row.yours === undefined ? t.conflictUntouched : words(row.field, row.yours)),
          },
        ]}
      />
    </Alert>
  );
}
