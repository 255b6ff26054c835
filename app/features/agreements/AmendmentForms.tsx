import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Checkbox, Fieldset } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { CODES } from "./agreements.form.ts";
import { agreementPath } from "./agreements.paths.ts";
import { agreementsText } from "./agreements.text.ts";
import type { loadNewAmendment, loadRenewal } from "./amendment-drafts.server.ts";
import { amendmentsText } from "./amendments.text.ts";
import { Fields, useSentences } from "./Fields.tsx";
import { AMENDED_FIELDS } from "./fields.rules.ts";
import { agreementPartsText } from "./parts.text.ts";
import { type Posted, useCrumbs } from "./useCrumbs.ts";
import { agreementWords } from "./words.text.ts";

type NewData = Awaited<ReturnType<typeof loadNewAmendment>>;

/** What is typed, where it went wrong, and how a field gets both. */
function useFieldOf(posted: Posted, otherwise: Readonly<Record<string, string>>) {
  const errors = useSentences(posted.errors);
  const typed = posted.typed ?? otherwise;
  const field = (name: string, value = "") => ({
    name,
    defaultValue: typed[name] ?? value,
    error: errors[name],
  });
  return { errors, typed, field };
}

/** The form's frame: key, errors, what an amendment is called, and the buttons. */
function DraftForm({
  slug,
  agreement,
  formKey,
  errors,
  field,
  children,
}: {
  slug: string;
  agreement: { id: string };
  formKey: string;
  errors: Record<string, string>;
  field: ReturnType<typeof useFieldOf>["field"];
  children: ReactNode;
}) {
  const t = useText(amendmentsText);
  const common = useText(commonText);
  return (
    <Form method="post" className="form" noValidate>
      <input type="hidden" name="form_key" value={formKey} />
      <ErrorSummary errors={errors} />
      <TextInput {...field("title")} label={t.amendmentFields.title} required maxLength={300} />
      <TextArea {...field("reason")} label={t.amendmentFields.reason} />
      <DateInput {...field("effective_on")} label={t.amendmentFields.effective_on} required />
      {children}
      <div className="form-actions">
        <SubmitButton>{t.saveAmendment}</SubmitButton>
        <LinkButton href={agreementPath(slug, agreement.id)} variant="secondary">
          {common.cancel}
        </LinkButton>
      </div>
    </Form>
  );
}

/** The terms and the text as they stand, to be changed into a proposal. */
export function NewAmendmentPage({ data, formKey, ...posted }: { data: NewData; formKey: string } & Posted) {
  const t = useText(amendmentsText);
  const a = useText(agreementsText);
  const { errors, typed, field } = useFieldOf(posted, data.typed);
  return (
    <div className="narrow">
      <PageHeader
        title={t.amendmentNew(data.agreement.title)}
        lead={t.amendmentNewLead}
        crumbs={useCrumbs(data.slug, data.agreement)}
      />
      <DraftForm slug={data.slug} agreement={data.agreement} formKey={formKey} errors={errors} field={field}>
        <Section title={t.termsTitle}>
          <p className="muted">{t.termsLead}</p>
          <Fields specs={AMENDED_FIELDS} labels={a.fields} typed={typed} errors={errors} />
        </Section>
        <Section title={t.textTitle}>
          <Clauses data={data} typed={typed} field={field} />
        </Section>
      </DraftForm>
    </div>
  );
}

/** Every clause with its deviations, and places for a new one of each. */
function Clauses({
  data,
  typed,
  field,
}: {
  data: NewData;
  typed: Readonly<Record<string, string>>;
  field: ReturnType<typeof useFieldOf>["field"];
}) {
  const t = useText(amendmentsText);
  const p = useText(agreementPartsText);
  const w = useText(agreementWords);
  return (
    <>
      {data.text.map((clause) => (
        <Fieldset key={clause.id} legend={clause.heading}>
          <TextInput
            {...field(`heading-${clause.id}`, clause.heading)}
            label={p.fields.heading}
            maxLength={200}
          />
          <TextArea {...field(`body-${clause.id}`, clause.body)} label={p.fields.body} rows={8} />
          {clause.deviations.map(({ organisation_id, body }) => (
            <TextArea
              key={organisation_id}
              {...field(`deviation-${clause.id}-${organisation_id}`, body)}
              label={t.deviationOf(data.names[organisation_id] ?? "")}
              description={t.deviationHint}
              rows={3}
            />
          ))}
          <Checkbox
            name={`strike-${clause.id}`}
            label={t.strike}
            value="1"
            defaultChecked={Boolean(typed[`strike-${clause.id}`])}
          />
        </Fieldset>
      ))}
      <Fieldset legend={t.newClause}>
        <Select
          {...field("new-code", "other")}
          label={p.fields.code}
          options={CODES.map((code) => ({ value: code, label: w.code[code] ?? code }))}
          empty={false}
        />
        <TextInput {...field("new-heading")} label={p.fields.heading} maxLength={200} />
        <TextArea {...field("new-body")} label={p.fields.body} rows={6} />
      </Fieldset>
      <Fieldset legend={t.deviationNew}>
        <Select
          {...field("deviation-clause_id")}
          label={p.fields.clause_id}
          options={data.text.map((clause) => ({ value: clause.id, label: clause.heading }))}
        />
        <Select
          {...field("deviation-organisation_id")}
          label={p.fields.organisation_id}
          options={data.parties.map((party) => ({ value: party.id, label: party.name }))}
        />
        <TextArea {...field("deviation-body")} label={p.fields.body} rows={3} />
      </Fieldset>
    </>
  );
}

/** A renewal that the parties are to decide on. */
export function RenewalPage({
  data,
  formKey,
  ...posted
}: { data: Awaited<ReturnType<typeof loadRenewal>>; formKey: string } & Posted) {
  const t = useText(amendmentsText);
  const format = useFormat();
  const { errors, field } = useFieldOf(posted, data.typed);
  const { renewal } = data;
  return (
    <div className="narrow">
      <PageHeader
        title={t.renewalTitle(data.agreement.title)}
        lead={t.renewalLead(format.dayInWords(renewal.ends_on), format.dayInWords(renewal.decide_by))}
        crumbs={useCrumbs(data.slug, data.agreement)}
      />
      {renewal.isMissed && (
        <Alert tone="warning">
          <p>{t.renewalLate(format.dayInWords(renewal.decide_by))}</p>
        </Alert>
      )}
      <DraftForm slug={data.slug} agreement={data.agreement} formKey={formKey} errors={errors} field={field}>
        <DateInput {...field("renewed_until")} label={t.renewalForm.renewed_until} required />
      </DraftForm>
    </div>
  );
}
