import type { ImportSort } from "#db/schema/imports.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary, type FormErrors } from "../../ui/ErrorSummary.tsx";
import { FieldErrorText, fieldId, hasError } from "../../ui/Field.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { ScrollRegion } from "../../ui/Table.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { importPartPath, importPath, importsPath } from "./imports.paths.ts";
import { importsText } from "./imports.text.ts";

type Candidate = { id: string; name: string; supplier?: string | null };
type Standing = "undecided" | "create" | "found" | "left_out";

export interface NameLine {
  key: string;
  written: string;
  supplier: string | null;
  rows: number;
  reason: string | null;
  choice: string | null;
  chosen: string | null;
  candidates: Candidate[];
}

export interface NamesPageProps {
  slug: string;
  run: { id: string; file_name: string };
  sort: ImportSort;
  standing: Standing;
  counts: readonly { sort: ImportSort; standing: Standing; count: number }[];
  names: readonly NameLine[];
  /** Every record that may be chosen, for sorts with few of them. */
  choices: readonly Candidate[];
  page: number;
  pageSize: number;
  total: number;
  /** True while the import may still be changed. */
  isOpen: boolean;
  errors?: FormErrors;
}

/** What each name in the file means. */
export function NamesPage(props: NamesPageProps) {
  const { slug, run, sort, standing, counts, names, isOpen } = props;
  const t = useText(importsText);
  const format = useFormat();
  const tabs = counts.map((one) => ({
    label: `${t.names.sorts[one.sort]}: ${t.names.filters[one.standing].toLowerCase()}`,
    href: importPartPath(slug, run.id, "names", { sort: one.sort, standing: one.standing }),
    isCurrent: one.sort === sort && one.standing === standing,
    count: format.number(one.count),
  }));
  return (
    <>
      <PageHeader
        title={t.names.title}
        crumbs={[
          { label: t.title, href: importsPath(slug) },
          { label: run.file_name, href: importPath(slug, run.id) },
        ]}
        lead={t.names.lead}
      />
      <Tabs label={t.names.title} tabs={tabs} />
      {names.length === 0 ? (
        <p>{t.names.empty}</p>
      ) : (
        <form method="post" className="form form-wide">
          <ErrorSummary errors={props.errors} />
          <input type="hidden" name="sort" value={sort} />
          <NameTable {...props} />
          <Pager page={props.page} pageSize={props.pageSize} total={props.total} />
          {isOpen && (
            <div className="form-actions">
              <SubmitButton>{t.names.save}</SubmitButton>
              {standing === "undecided" && (
                <SubmitButton variant="secondary" name="leave_out_all" value="1" formNoValidate>
                  {t.names.leaveOutAll(t.names.sorts[sort])}
                </SubmitButton>
              )}
              <LinkButton href={importPath(slug, run.id)} variant="tertiary">
                {t.names.back}
              </LinkButton>
            </div>
          )}
        </form>
      )}
    </>
  );
}

function NameTable({ sort, names, choices, isOpen, errors }: NamesPageProps) {
  const t = useText(importsText);
  const format = useFormat();
  const reasons: Record<string, string> = t.names.reasons;
  return (
    <ScrollRegion label={t.names.title}>
      <table className="ds-table table import-table">
        <caption className="ds-sr-only">{t.names.sorts[sort]}</caption>
        <thead>
          <tr>
            <th scope="col">{t.columns.value}</th>
            <th scope="col" data-align="end" className="only-wide">
              {t.columns.rows}
            </th>
            <th scope="col">{t.mapping.use}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name, i) => (
            <tr key={name.key}>
              <th scope="row">
                {name.written}
                {name.supplier && <> {t.names.from(name.supplier)}</>}
                {name.reason && (
                  <>
                    <br />
                    <span className="muted">{reasons[name.reason]}</span>
                  </>
                )}
              </th>
              <td data-align="end" className="only-wide">
                {format.number(name.rows)}
              </td>
              <td>
                <input type="hidden" name={`key-${i}`} value={name.key} />
                <label className="ds-sr-only" htmlFor={fieldId(`choice-${i}`)}>
                  {t.names.formLabel(name.written)}
                </label>
                <Meaning
                  {...{ sort, name, choices, isOpen }}
                  field={`choice-${i}`}
                  isWrong={hasError(errors?.[`choice-${i}`])}
                />
                <FieldErrorText id={`${fieldId(`choice-${i}`)}-error`} error={errors?.[`choice-${i}`]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Meaning({
  sort,
  name,
  choices,
  isOpen,
  field,
  isWrong,
}: Pick<NamesPageProps, "sort" | "choices" | "isOpen"> & {
  name: NameLine;
  field: string;
  isWrong: boolean;
}) {
  const t = useText(importsText);
  const mayCreate = sort === "product" || sort === "supplier";
  const near = name.candidates;
  const known = [...near, ...choices].some((one) => one.id === name.chosen);
  const value =
    name.choice === "use" || (name.choice === null && known) ? `use ${name.chosen}` : (name.choice ?? "");
  const standing = value === "" && mayCreate && name.reason === "unknown" ? "create" : value;
  return (
    <select
      className="ds-input"
      id={fieldId(field)}
      name={field}
      defaultValue={standing}
      disabled={!isOpen}
      aria-invalid={isWrong || undefined}
      aria-describedby={isWrong ? `${fieldId(field)}-error` : undefined}
    >
      <option value="">{t.mapping.choose}</option>
      {mayCreate && <option value="create">{t.names.create}</option>}
      {near.map((one) => (
        <option key={one.id} value={`use ${one.id}`}>
          {t.names.use(
            one.supplier === undefined ? one.name : `${one.name} (${one.supplier ?? t.names.noSupplier})`,
          )}
        </option>
      ))}
      <option value="leave_out">
        {sort === "product" ? t.names.leaveOut.product : t.names.leaveOut.other}
      </option>
      {choices.length > 0 && (
        <optgroup label={t.names.useOther}>
          {choices
            .filter((one) => !near.some(({ id }) => id === one.id))
            .map((one) => (
              <option key={one.id} value={`use ${one.id}`}>
                {one.name}
              </option>
            ))}
        </optgroup>
      )}
    </select>
  );
}
