import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Checkbox, RadioGroup } from "../../ui/Choices.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, NumberInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { type Crumb, PageHeader, Section } from "../../ui/PageHeader.tsx";
import { licencesPath } from "../licences/licences.paths.ts";
import { pagesText } from "../surveys/pages.text.ts";
import type { loadNewRound, loadRound } from "./drafts.server.ts";
import { newRenewalPath, renewalsPath } from "./renewals.paths.ts";
import { renewalsText } from "./renewals.text.ts";

interface Props {
  title: string;
  crumbs: Crumb[];
  cancelHref: string;
  options: Awaited<ReturnType<typeof loadRound>>["options"];
  typed: Record<string, string>;
  answersShared: boolean;
  errors?: Record<string, string>;
  /** Of a new survey. */
  formKey?: string;
  agreement?: string;
  /** Of a draft that is changed. */
  version?: number;
}
type FieldOf = (name: string) => {
  name: string;
  defaultValue: string | undefined;
  error: string | undefined;
};

/** The configuration of a survey before it is sent. */
export function RoundForm(props: Props) {
  const t = useText(renewalsText);
  const common = useText(commonText);
  const errors = sentences(props.errors, t.errors);
  const field: FieldOf = (name) => ({ name, defaultValue: props.typed[name], error: errors?.[name] });
  return (
    <div className="narrow">
      <PageHeader title={props.title} lead={t.newLead} crumbs={props.crumbs} />
      <Form method="post" className="form" noValidate>
        <ErrorSummary errors={errors} />
        {props.formKey && <input type="hidden" name="form_key" value={props.formKey} />}
        {props.agreement && <input type="hidden" name="agreement" value={props.agreement} />}
        {props.version !== undefined && <input type="hidden" name="version" value={props.version} />}
        <What field={field} options={props.options} />
        <Section title={t.guidance}>
          <TextArea {...field("guidance_existing")} label={t.guidanceExisting} rows={3} />
          <TextArea {...field("guidance_new")} label={t.guidanceNew} rows={3} />
        </Section>
        <Answering field={field} {...props} />
        <div className="form-actions">
          <SubmitButton>{t.saveDraft}</SubmitButton>
          <LinkButton href={props.cancelHref} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}

const choices = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

function What({ field, options }: { field: FieldOf; options: Props["options"] }) {
  const t = useText(renewalsText);
  const named = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Section title={t.what}>
      <TextInput {...field("name")} required label={t.name} maxLength={200} />
      <Select {...field("kind")} label={t.kind} empty={false} options={choices(t.kinds)} />
      <Select
        {...field("item_id")}
        required
        label={t.item}
        description={t.itemHint}
        options={named(options.items)}
      />
      <TextInput {...field("quantity_unit")} label={t.unit} description={t.unitHint} maxLength={60} />
      <DateInput {...field("period_from")} required label={t.from} />
      <DateInput {...field("period_to")} label={t.to} />
      <DateInput {...field("multi_year_to")} label={t.multiYear} description={t.multiYearHint} />
      <Select
        {...field("successor")}
        label={t.successor}
        empty={t.successorChoose}
        options={[{ value: "none", label: t.successorNone }, ...named(options.successors)]}
      />
      <DateInput {...field("closes_on")} required label={t.closesOn} description={t.closesHint} />
    </Section>
  );
}

function Answering({ field, options, typed, answersShared }: Props & { field: FieldOf }) {
  const t = useText(renewalsText);
  const u = useText(pagesText);
  return (
    <Section title={t.answering}>
      <RadioGroup
        name="commitment"
        legend={t.commitment}
        options={choices(t.commitments)}
        value={typed.commitment}
        error={field("commitment").error}
      />
      <RadioGroup
        name="no_answer_means"
        legend={t.noAnswerMeans}
        options={choices(t.silences)}
        value={typed.no_answer_means}
        error={field("no_answer_means").error}
      />
      <TextInput {...field("continues_basis")} label={t.continuesBasis} maxLength={500} />
      <NumberInput {...field("min_participants")} label={t.quorumMin} description={t.quorumHint} />
      <NumberInput {...field("min_quantity")} label={t.quorumQuantity} />
      <Select
        {...field("circle")}
        label={t.circle}
        empty={t.noCircle}
        options={options.circles.map(({ id, name, cooperation_name, is_everyone }) => ({
          value: id,
          label: u.circleName(cooperation_name, is_everyone ? u.everyone : name),
        }))}
      />
      <Checkbox
        name="answers_shared"
        defaultChecked={answersShared}
        label={t.shared}
        description={t.sharedHint}
      />
    </Section>
  );
}

/** Before the form of a new survey: which agreement it is about. */
export function AgreementChoice({
  slug,
  agreements,
}: Pick<Awaited<ReturnType<typeof loadNewRound>>, "slug" | "agreements">) {
  const t = useText(renewalsText);
  const crumbs = [{ label: t.title, href: renewalsPath(slug) }];
  if (agreements.length === 0)
    return (
      <>
        <PageHeader title={t.newTitle} crumbs={crumbs} />
        <EmptyState
          title={t.noAgreementTitle}
          icon="inbox"
          actions={<LinkButton href={licencesPath(slug)}>{t.toLicences}</LinkButton>}
        >
          <p>{t.noAgreementText}</p>
        </EmptyState>
      </>
    );
  return (
    <div className="narrow">
      <PageHeader title={t.newTitle} lead={t.newLead} crumbs={crumbs} />
      <Section title={t.chooseAgreement}>
        <ul className="survey-circles">
          {agreements.map(({ id, name }) => (
            <li key={id}>
              <a className="ds-link" href={newRenewalPath(slug, id)}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
