import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button, LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, Select, TextInput } from "../../ui/Inputs.tsx";
import { KeyedForm } from "../../ui/KeyedForm.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import type { Typed } from "../catalogue/fields.form.ts";
import { useErrorWords } from "./FieldInput.tsx";
import { systemsFormText } from "./form.text.ts";
import type { loadDocumentsPage, loadRolesPage, loadSubProcessorsPage } from "./holdings.server.ts";
import { systemsPath, usagePath } from "./systems.paths.ts";
import { systemsText } from "./systems.text.ts";

interface Posted {
  typed?: Typed;
  errors?: Record<string, string>;
  formKey: string;
  isSaved: boolean;
}
type Data<Load extends (...values: never[]) => unknown> = Awaited<ReturnType<Load>>;

interface Line {
  id: string;
  content: ReactNode;
  /** Words of its button; none when there is nothing to end. */
  remove?: string;
  label: string;
}

/** The frame of such a page: what there is, each with its button, and the form that adds. */
function HoldingPage({
  title,
  slug,
  usage,
  lines,
  none,
  add,
  children,
  posted,
  errors,
}: {
  title: string;
  slug: string;
  usage: { id: string; own_name: string };
  lines: readonly Line[];
  none: string;
  add: string;
  /** Fields of the form that adds; left out when nothing can be added. */
  children: ReactNode;
  posted: Posted;
  errors: Record<string, string>;
}) {
  const s = useText(systemsText);
  const common = useText(commonText);
  return (
    <div className="narrow">
      <PageHeader
        title={title}
        crumbs={[
          { label: s.title, href: systemsPath(slug) },
          { label: usage.own_name, href: usagePath(slug, usage.id) },
        ]}
      />
      <Flash message={posted.isSaved ? s.saved : null} />
      {lines.length === 0 ? (
        <p className="muted">{none}</p>
      ) : (
        <ul className="line-list">
          {lines.map((line) => (
            <li key={line.id}>
              <div>{line.content}</div>
              {line.remove && (
                <Form method="post">
                  <input type="hidden" name="remove" value={line.id} />
                  <Button type="submit" variant="tertiary" color="danger" aria-label={line.label}>
                    {line.remove}
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {children && (
        <Section title={add}>
          <KeyedForm formKey={posted.formKey} errors={posted.errors}>
            <ErrorSummary errors={errors} />
            {children}
            <div className="form-actions">
              <SubmitButton>{add}</SubmitButton>
              <LinkButton href={usagePath(slug, usage.id)} variant="secondary">
                {common.back}
              </LinkButton>
            </div>
          </KeyedForm>
        </Section>
      )}
    </div>
  );
}

export function RolesPage({ data, ...posted }: { data: Data<typeof loadRolesPage> } & Posted) {
  const t = useText(systemsFormText);
  const s = useText(systemsText);
  const format = useFormat();
  const locale = useLocale();
  const { atField } = useErrorWords(posted.errors);
  const typed = posted.typed ?? data.typed;
  const value = (key: string) => String(typed[key] ?? "");
  const lines = data.rows.map((row) => {
    const role = locale === "sv" ? row.role_sv : row.role_en;
    const isEnded = row.to_on !== null && row.to_on < data.today;
    return {
      id: row.id,
      remove: isEnded ? undefined : t.endRole,
      label: t.endRoleOf(role, row.person_name ?? ""),
      content: (
        <>
          <strong>{role}</strong>: {row.person_name ?? s.roleHeld}{" "}
          <span className="muted">
            {s.roleSince(format.day(row.from_on))}
            {row.to_on && ` ${s.roleUntil(format.day(row.to_on))}`}
            {isEnded && `, ${t.ended}`}
          </span>
        </>
      ),
    };
  });
  return (
    <HoldingPage
      title={t.rolesTitle(data.usage.own_name)}
      {...data}
      lines={lines}
      none={s.noRoles}
      add={t.addRole}
      posted={posted}
      errors={atField}
    >
      <Select
        name="role_type"
        label={t.roleType}
        empty={false}
        defaultValue={value("role_type")}
        error={atField.role_type}
        options={data.roleTypes.map((type) => ({
          value: type.code,
          label: locale === "sv" ? type.name_sv : type.name_en,
        }))}
      />
      <details className="ds-details">
        <summary>{t.whatRolesMean}</summary>
        <dl className="description-list">
          {data.roleTypes.map((type) => (
            <div key={type.code}>
              <dt>{locale === "sv" ? type.name_sv : type.name_en}</dt>
              <dd>
                {type.description ??
                  t.answersFor(locale === "sv" ? type.answers_for_sv : type.answers_for_en)}
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <Select
        name="person"
        label={t.person}
        required
        description={data.people.length === 0 ? t.noPeople : undefined}
        defaultValue={value("person")}
        error={atField.person}
        options={data.people.map((person) => ({
          value: person.id,
          label: [person.name, person.title].filter(Boolean).join(", "),
        }))}
      />
      <div className="form-row">
        <DateInput
          name="from_on"
          label={t.from}
          required
          defaultValue={value("from_on")}
          error={atField.from_on}
        />
        <DateInput name="to_on" label={t.to} defaultValue={value("to_on")} error={atField.to_on} />
      </div>
    </HoldingPage>
  );
}

export function DocumentsPage({ data, ...posted }: { data: Data<typeof loadDocumentsPage> } & Posted) {
  const t = useText(systemsFormText);
  const s = useText(systemsText);
  const common = useText(commonText);
  const { atField } = useErrorWords(posted.errors);
  const value = (key: string) => String(posted.typed?.[key] ?? "");
  return (
    <HoldingPage
      title={t.documentsTitle(data.usage.own_name)}
      {...data}
      lines={data.rows.map((row) => ({
        id: row.id,
        remove: common.remove,
        label: t.removeNamed(row.title),
        content: (
          <a className="ds-link" href={row.url} rel="noreferrer">
            {row.title}
          </a>
        ),
      }))}
      none={s.noDocuments}
      add={t.addDocument}
      posted={posted}
      errors={atField}
    >
      <TextInput
        name="title"
        label={t.documentTitle}
        required
        maxLength={200}
        defaultValue={value("title")}
        error={atField.title}
      />
      <TextInput
        name="url"
        type="url"
        label={t.documentUrl}
        required
        maxLength={2000}
        defaultValue={value("url")}
        error={atField.url}
      />
    </HoldingPage>
  );
}

export function SubProcessorsPage({
  data,
  ...posted
}: { data: Data<typeof loadSubProcessorsPage> } & Posted) {
  const t = useText(systemsFormText);
  const s = useText(systemsText);
  const common = useText(commonText);
  const { atField } = useErrorWords(posted.errors);
  const value = (key: string) => String(posted.typed?.[key] ?? "");
  return (
    <HoldingPage
      title={t.subProcessorsTitle(data.usage.own_name)}
      {...data}
      lines={data.rows.map((row) => ({
        id: row.id,
        remove: common.remove,
        label: t.removeNamed(row.name),
        content: [row.name, row.country, row.basis].filter(Boolean).join(", "),
      }))}
      none={s.noSubProcessors}
      add={t.addSubProcessor}
      posted={posted}
      errors={atField}
    >
      <TextInput
        name="name"
        label={t.subProcessorName}
        required
        maxLength={200}
        defaultValue={value("name")}
        error={atField.name}
      />
      <TextInput
        name="country"
        label={t.subProcessorCountry}
        maxLength={2}
        className="input-short"
        defaultValue={value("country")}
        error={atField.country}
      />
      <TextInput
        name="basis"
        label={t.subProcessorBasis}
        maxLength={300}
        defaultValue={value("basis")}
        error={atField.basis}
      />
    </HoldingPage>
  );
}
