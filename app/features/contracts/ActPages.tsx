import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Fieldset } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import type { Typed } from "../catalogue/fields.form.ts";
import { contractPath, contractsPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import type { loadCall, loadClosure, loadNotice, loadRenewal } from "./decisions.server.ts";
import { MovedDates } from "./MovedDates.tsx";
import { MovedNotice } from "./MovedNotice.tsx";
import { type MovedDate, movedKey } from "./moved.rules.ts";
import { useFields, useSentences } from "./PartPage.tsx";
import { useChoices } from "./PartPages.tsx";
import { partsText } from "./parts.text.ts";

type Data<Load extends (...values: never[]) => unknown> = Awaited<ReturnType<Load>>;

interface Posted {
  typed?: Typed;
  errors?: Record<string, string>;
  moved?: MovedDate[];
  formKey: string;
}

interface ActPageProps extends Posted {
  title: string;
  lead?: ReactNode;
  slug: string;
  contract: { id: string; name: string; version: number };
  /** Words of the button that does it. */
  act: string;
  /** Hidden field that says which act is meant. */
  mark?: string;
  isDangerous?: boolean;
  /** Fields of the form. */
  children?: ReactNode;
  before?: ReactNode;
  after?: ReactNode;
}

/** An act that changes a contract's dates: its fields, the decision behind it, and which dates move before it is saved. */
function ActPage(props: ActPageProps) {
  const t = useText(partsText);
  const c = useText(contractsText);
  const common = useText(commonText);
  const sentences = useSentences(props.errors);
  const back = contractPath(props.slug, props.contract.id);
  const { moved } = props;
  return (
    <div className="narrow">
      <PageHeader
        title={props.title}
        lead={props.lead}
        crumbs={[
          { label: c.title, href: contractsPath(props.slug) },
          { label: props.contract.name, href: back },
        ]}
      />
      {props.before}
      <Form method="post" className="form" noValidate key={moved ? movedKey(moved) : "first"}>
        <input type="hidden" name="form_key" value={props.formKey} />
        <input type="hidden" name="version" value={props.contract.version} />
        {props.mark && <input type="hidden" name={props.mark} value="1" />}
        <ErrorSummary errors={sentences} />
        {moved && (
          <MovedNotice moved={moved}>
            <SubmitButton>{t.confirmMoved}</SubmitButton>
          </MovedNotice>
        )}
        {props.children}
        <div className="form-actions">
          <SubmitButton
            variant={moved ? "secondary" : "primary"}
            color={props.isDangerous ? "danger" : undefined}
          >
            {props.act}
          </SubmitButton>
          <LinkButton href={back} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
      {props.after}
    </div>
  );
}

type Fields = ReturnType<typeof useFields>;

function DecisionFields({ field }: { field: Fields }) {
  const t = useText(partsText);
  return (
    <Fieldset legend={t.decisionLegend}>
      <TextInput {...field("decided_by")} label={t.decidedBy} maxLength={200} required />
      <DateInput {...field("decided_on")} label={t.decidedOn} />
      <TextInput {...field("authority")} label={t.authority} maxLength={300} />
      <TextInput {...field("reference")} label={t.reference} maxLength={300} />
      <TextArea {...field("note")} label={t.decisionNote} maxLength={2000} />
    </Fieldset>
  );
}

export function CallOptionPage({ data, ...posted }: { data: Data<typeof loadCall> } & Posted) {
  const t = useText(partsText);
  const format = useFormat();
  const field = useFields(posted, data.typed);
  const { extension, option, contract } = data;
  const isLate = extension !== null && !extension.is_possible;
  return (
    <ActPage
      title={t.callTitle(option.seq, contract.name)}
      lead={
        extension &&
        `${t.callBy(format.dayInWords(extension.last_on))} ${t.callGives(format.dayInWords(extension.starts_on), format.dayInWords(extension.ends_on))}`
      }
      {...data}
      {...posted}
      moved={undefined}
      act={t.call}
      before={
        <>
          {isLate && (
            <Alert tone="warning">
              <p>{t.callLate}</p>
            </Alert>
          )}
          {data.moved.length > 0 && <MovedDates moved={data.moved} />}
        </>
      }
    >
      <DateInput {...field("called_on")} label={t.calledOn} required />
      <TextInput {...field("sent_how")} label={t.sentHow} maxLength={300} />
      <DecisionFields field={field} />
      <TextArea
        {...field("late_assessment")}
        label={t.lateAssessment}
        description={t.lateHelp}
        maxLength={4000}
      />
    </ActPage>
  );
}

export function NoticePage({ data, ...posted }: { data: Data<typeof loadNotice> } & Posted) {
  const t = useText(partsText);
  const format = useFormat();
  const choices = useChoices();
  const field = useFields(posted, data.typed);
  const { given, contract } = data;
  if (given)
    return (
      <ActPage
        title={t.noticeTitle(contract.name)}
        {...data}
        {...posted}
        act={t.noticeWithdraw}
        mark="withdraw"
        isDangerous
        before={<p>{t.noticeGiven(format.dayInWords(given.on))}</p>}
      />
    );
  return (
    <ActPage
      title={t.noticeTitle(contract.name)}
      lead={t.noticeLead}
      {...data}
      {...posted}
      act={t.noticeSave}
    >
      <DateInput {...field("notice_given_on")} label={t.noticeOn} required />
      <Select
        {...field("notice_given_by")}
        label={t.noticeBy}
        options={choices("notice_given_by", ["us", "supplier"])}
        empty={false}
      />
      <DecisionFields field={field} />
    </ActPage>
  );
}

export function RenewalPage({ data, ...posted }: { data: Data<typeof loadRenewal> } & Posted) {
  const t = useText(partsText);
  const c = useText(contractsText);
  const format = useFormat();
  const field = useFields(posted, data.typed);
  const { contract, periods } = data;
  const isUndo = posted.typed?.withdraw !== undefined;
  return (
    <ActPage
      title={t.renewalTitle(contract.name)}
      lead={t.renewalLead}
      {...data}
      {...posted}
      act={isUndo ? t.renewalUndo : t.renewalSave}
      mark={isUndo ? "withdraw" : undefined}
      after={
        periods.length > 0 &&
        !isUndo && (
          <Section title={c.options}>
            <ul>
              {periods.map((period) => (
                <li key={period.seq}>
                  {c.periodSpan(format.day(period.starts_on), format.day(period.ends_on))}
                </li>
              ))}
            </ul>
            <Form method="post">
              <input type="hidden" name="withdraw" value="1" />
              <SubmitButton variant="tertiary" color="danger">
                {t.renewalUndo}
              </SubmitButton>
            </Form>
          </Section>
        )
      }
    >
      {!isUndo && (
        <>
          <DateInput {...field("starts_on")} label={t.renewalFrom} required />
          <DateInput {...field("ends_on")} label={t.renewalTo} required />
          <DecisionFields field={field} />
        </>
      )}
    </ActPage>
  );
}

export function ClosurePage({ data, ...posted }: { data: Data<typeof loadClosure> } & Posted) {
  const t = useText(partsText);
  const format = useFormat();
  const choices = useChoices();
  const field = useFields(posted, data.typed);
  const { contract, closed } = data;
  if (closed)
    return (
      <ActPage
        title={t.reopenTitle(contract.name)}
        lead={t.reopenText(format.dayInWords(closed.on))}
        {...data}
        {...posted}
        act={t.reopen}
        mark="reopen"
      />
    );
  return (
    <ActPage
      title={t.closureTitle(contract.name)}
      lead={t.closureLead}
      {...data}
      {...posted}
      act={t.close}
      isDangerous
    >
      <Select
        {...field("reason_closed")}
        label={t.reason}
        options={choices("reason_closed", ["cancelled", "lapsed", "superseded", "withdrawn"])}
        required
      />
      <DateInput {...field("closed_on")} label={t.closedOn} required />
      <DecisionFields field={field} />
    </ActPage>
  );
}
