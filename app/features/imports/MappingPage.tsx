import { Fragment } from "react";
import type { ImportSettings } from "#db/schema/imports.ts";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Checkbox, Fieldset, RadioGroup } from "../../ui/Choices.tsx";
import { ErrorSummary, type FormErrors } from "../../ui/ErrorSummary.tsx";
import { FieldErrorText, fieldId, hasError } from "../../ui/Field.tsx";
import { NumberInput, Select, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ScrollRegion } from "../../ui/Table.tsx";
import { LIFECYCLES } from "../systems/fields.rules.ts";
import { choiceLabel } from "./choices.rules.ts";
import { type FieldGroup, fieldsOf, type ImportKind } from "./fields.rules.ts";
import { fieldLabel, fieldsText } from "./fields.text.ts";
import { type Column, columnKey, LEAVE_OUT, type Mapping } from "./headings.rules.ts";
import { importPath, importsPath } from "./imports.paths.ts";
import { importsText } from "./imports.text.ts";
import { columnField } from "./mapping.form.ts";

export interface MappingPageProps {
  slug: string;
  run: {
    id: string;
    kind: ImportKind;
    file_name: string;
    encoding: string | null;
    separator: string | null;
    sheets: string[];
    sheet: string | null;
    heading_row: number;
    row_count: number;
    columns: (Column & { isFilled: boolean })[];
    samples: { sheetRow: number; cells: (string | number)[] }[];
  };
  mapping: Mapping;
  settings: ImportSettings;
  name: string;
  errors?: FormErrors;
}

/** What each column of the file is. */
export function MappingPage({ slug, run, mapping, settings, name, errors }: MappingPageProps) {
  const t = useText(importsText);
  const common = useText(commonText);
  const format = useFormat();
  const separators: Record<string, string> = t.mapping.separators;
  const facts = [
    t.mapping.about(format.number(run.row_count), format.number(run.columns.length)),
    run.encoding && t.mapping.encoding(run.encoding.toUpperCase()),
    run.separator && separators[run.separator],
  ].filter(Boolean);
  return (
    <>
      <PageHeader
        title={t.mapping.title}
        crumbs={[
          { label: t.title, href: importsPath(slug) },
          { label: run.file_name, href: importPath(slug, run.id) },
        ]}
        meta={<span>{facts.join(", ")}</span>}
        lead={t.mapping.lead}
      />
      <PlaceForm run={run} errors={errors} />
      <form method="post" className="form form-wide">
        <ErrorSummary errors={errors} />
        <ColumnTable run={run} mapping={mapping} errors={errors} />
        <Checkbox name="leave_out_rest" label={t.mapping.leaveOutRest} />
        <Fieldset legend={t.mapping.settings}>
          <RadioGroup
            name="day_order"
            legend={t.mapping.dayOrder}
            value={settings.dayOrder ?? "none"}
            options={(["none", "day_first", "month_first"] as const).map((value) => ({
              value,
              label: t.mapping.dayOrders[value],
            }))}
          />
          {run.kind === "systems" && <SystemSettings settings={settings} />}
        </Fieldset>
        <TextInput
          name="name"
          label={t.mapping.name}
          description={t.mapping.nameHint}
          defaultValue={name}
          maxLength={100}
          required
          error={errors?.name}
        />
        <div className="form-actions">
          <SubmitButton>{t.mapping.submit}</SubmitButton>
          <LinkButton href={importPath(slug, run.id)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </form>
    </>
  );
}

function SystemSettings({ settings }: { settings: ImportSettings }) {
  const t = useText(importsText);
  const locale = useLocale();
  return (
    <>
      <Select
        name="lifecycle"
        label={t.mapping.lifecycle}
        empty={false}
        defaultValue={settings.lifecycle ?? "planned"}
        options={LIFECYCLES.map((value) => ({ value, label: choiceLabel("lifecycle", value, locale) }))}
      />
      <Checkbox
        name="is_lenient"
        label={t.mapping.lenient}
        description={t.mapping.lenientHint}
        defaultChecked={settings.isLenient}
      />
    </>
  );
}

/** Another sheet or heading row: the file is read again. */
function PlaceForm({ run, errors }: Pick<MappingPageProps, "run" | "errors">) {
  const t = useText(importsText);
  return (
    <details className="ds-details" open={hasError(errors?.heading_row) || run.sheets.length > 1}>
      <summary>{t.mapping.placeTitle}</summary>
      <form method="post" className="form">
        <div className="form-row">
          {run.sheets.length > 1 && (
            <Select
              name="sheet"
              label={t.mapping.sheet}
              empty={false}
              defaultValue={run.sheet ?? undefined}
              options={run.sheets.map((value) => ({ value, label: value }))}
            />
          )}
          <NumberInput
            name="heading_row"
            label={t.mapping.headingRow}
            defaultValue={run.heading_row}
            error={errors?.heading_row}
          />
        </div>
        <div className="form-actions">
          <SubmitButton variant="secondary" name="read_again" value="1">
            {t.mapping.readAgain}
          </SubmitButton>
        </div>
      </form>
    </details>
  );
}

function ColumnTable({ run, mapping, errors }: Pick<MappingPageProps, "run" | "mapping" | "errors">) {
  const t = useText(importsText);
  return (
    <ScrollRegion label={t.mapping.caption}>
      <table className="ds-table table import-table">
        <caption className="ds-sr-only">{t.mapping.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.mapping.column}</th>
            <th scope="col" className="only-wide">
              {t.mapping.samples}
            </th>
            <th scope="col">{t.mapping.use}</th>
          </tr>
        </thead>
        <tbody>
          {run.columns.map((column) => {
            const field = columnField(column);
            const heading = column.heading || t.mapping.noHeading(column.letters);
            return (
              <tr key={column.index}>
                <th scope="row">
                  {heading}
                  <br />
                  <span className="muted">{t.mapping.columnLabel(column.letters)}</span>
                </th>
                <td className="only-wide">
                  <Samples run={run} index={column.index} isFilled={column.isFilled} />
                </td>
                <td>
                  <label className="ds-sr-only" htmlFor={fieldId(field)}>
                    {t.mapping.labelOf(heading)}
                  </label>
                  <UseSelect
                    kind={run.kind}
                    name={field}
                    value={mapping[columnKey(column)] ?? ""}
                    isWrong={hasError(errors?.[field])}
                  />
                  <FieldErrorText id={`${fieldId(field)}-error`} error={errors?.[field]} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Samples({
  run,
  index,
  isFilled,
}: {
  run: MappingPageProps["run"];
  index: number;
  isFilled: boolean;
}) {
  const t = useText(importsText);
  if (!isFilled) return <span className="muted">{t.mapping.empty}</span>;
  const cells = run.samples.flatMap(({ cells: row }) => {
    const text = String(row[index] ?? "").trim();
    return text === "" ? [] : [text.length > 60 ? `${text.slice(0, 59)}…` : text];
  });
  return [...new Set(cells)].slice(0, 3).map((cell, i) => (
    <Fragment key={cell}>
      {i > 0 && <br />}
      {cell}
    </Fragment>
  ));
}

function UseSelect({
  kind,
  name,
  value,
  isWrong,
}: {
  kind: ImportKind;
  name: string;
  value: string;
  isWrong: boolean;
}) {
  const t = useText(importsText);
  const locale = useLocale();
  const { groups } = fieldsText[locale];
  const order = [...new Set(fieldsOf(kind).map(({ group }) => group))] as FieldGroup[];
  return (
    <select
      className="ds-input"
      id={fieldId(name)}
      name={name}
      defaultValue={value}
      aria-invalid={isWrong || undefined}
      aria-describedby={isWrong ? `${fieldId(name)}-error` : undefined}
    >
      <option value="">{t.mapping.choose}</option>
      <option value={LEAVE_OUT}>{t.mapping.leaveOut}</option>
      {order.map((group) => (
        <optgroup key={group} label={groups[group]}>
          {fieldsOf(kind)
            .filter((field) => field.group === group)
            .map(({ key }) => (
              <option key={key} value={key}>
                {fieldLabel(kind, key, locale)}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}
