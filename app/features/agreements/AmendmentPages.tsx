import { Form } from "@remix-run/react";
import { Fragment } from "react";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Checkbox, Fieldset, RadioGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { filePath } from "../documents/documents.paths.ts";
import { CODES } from "./agreements.form.ts";
import { agreementPath } from "./agreements.paths.ts";
import { agreementsText } from "./agreements.text.ts";
import type { loadAmendment, loadNewAmendment, loadVersions } from "./amendments.server.ts";
import { DecidedForm } from "./DecisionForms.tsx";
import type { ClauseDiff, Piece } from "./diff.rules.ts";
import { useSentences } from "./Fields.tsx";
import { agreementPartsText } from "./parts.text.ts";
import { type Posted, useCrumbs } from "./useCrumbs.ts";
import { agreementWords } from "./words.text.ts";

/** A text with what was taken out struck through and what is new underlined; said in words for those who do not see it. */
function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  const t = useText(agreementPartsText);
  return pieces.map((piece, index) => {
    const key = `${index}${piece.kind}`;
    if (piece.kind === "kept") return <Fragment key={key}>{piece.text}</Fragment>;
    const Element = piece.kind === "added" ? "ins" : "del";
    return (
      <Element key={key}>
        <span className="ds-sr-only"> {piece.kind === "added" ? t.addedText : t.removedText} </span>
        {piece.text}
      </Element>
    );
  });
}

/** Two texts clause by clause. */
function TextDiff({ diff, names }: { diff: readonly ClauseDiff[]; names: Readonly<Record<string, string>> }) {
  const t = useText(agreementPartsText);
  const a = useText(agreementsText);
  const w = useText(agreementWords);
  const tones = { kept: "neutral", changed: "info", added: "success", removed: "danger" } as const;
  return (
    <>
      <p className="muted">{t.legend}</p>
      {diff.map((clause) => (
        <article key={clause.id} className="prose agreement-clause">
          <h3 className="ds-heading" data-size="2xs">
            <Pieces pieces={clause.heading} />
          </h3>
          <p>
            <Tag tone={tones[clause.kind]}>{w.clause_change[clause.kind]}</Tag>
          </p>
          <p className="agreement-words">
            <Pieces pieces={clause.body} />
          </p>
          {clause.deviations.map((each) => (
            <p key={each.organisation_id} className="agreement-words">
              <strong>{a.deviationFor(names[each.organisation_id] ?? "")}</strong>{" "}
              <Pieces pieces={each.pieces} />
            </p>
          ))}
        </article>
      ))}
    </>
  );
}

/** Texts that have been in force, two of them side by side. */
export function VersionsPage({ data }: { data: Awaited<ReturnType<typeof loadVersions>> }) {
  const t = useText(agreementPartsText);
  const a = useText(agreementsText);
  const format = useFormat();
  const options = data.versions.map((each) => ({
    value: String(each.number),
    label: a.versionLine(each.number, format.day(each.effective_on)),
  }));
  return (
    <>
      <PageHeader
        title={t.versionsTitle(data.agreement.title)}
        lead={data.from ? t.versionsLead(data.from, data.to) : t.versionsOne(data.to)}
        crumbs={useCrumbs(data.slug, data.agreement)}
      />
      {data.versions.length > 1 && (
        <Form method="get" className="form field-grid">
          <Select
            name="from"
            label={t.compareFrom}
            options={options}
            defaultValue={String(data.from ?? "")}
            empty={false}
          />
          <Select
            name="to"
            label={t.compareTo}
            options={options}
            defaultValue={String(data.to)}
            empty={false}
          />
          <div className="form-actions">
            <SubmitButton variant="secondary">{t.compare}</SubmitButton>
          </div>
        </Form>
      )}
      <Section title={a.text}>
        <TextDiff diff={data.diff} names={data.names} />
      </Section>
    </>
  );
}

/** The text as it stands, to be changed into a proposal. */
export function NewAmendmentPage({
  data,
  formKey,
  ...posted
}: { data: Awaited<ReturnType<typeof loadNewAmendment>>; formKey: string } & Posted) {
  const t = useText(agreementPartsText);
  const w = useText(agreementWords);
  const common = useText(commonText);
  const errors = useSentences(posted.errors);
  const typed = posted.typed ?? data.typed;
  const field = (name: string, otherwise = "") => ({
    name,
    defaultValue: typed[name] ?? otherwise,
    error: errors[name],
  });
  return (
    <div className="narrow">
      <PageHeader
        title={t.amendmentNew(data.agreement.title)}
        lead={t.amendmentNewLead}
        crumbs={useCrumbs(data.slug, data.agreement)}
      />
      <Form method="post" className="form" noValidate>
        <input type="hidden" name="form_key" value={formKey} />
        <ErrorSummary errors={errors} />
        <TextInput {...field("title")} label={t.amendmentFields.title} required maxLength={300} />
        <TextArea {...field("reason")} label={t.amendmentFields.reason} />
        <DateInput {...field("effective_on")} label={t.amendmentFields.effective_on} required />
        {data.text.map((clause) => (
          <Fieldset key={clause.id} legend={clause.heading}>
            <TextInput
              {...field(`heading-${clause.id}`, clause.heading)}
              label={t.fields.heading}
              maxLength={200}
            />
            <TextArea {...field(`body-${clause.id}`, clause.body)} label={t.fields.body} rows={8} />
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
            label={t.fields.code}
            options={CODES.map((code) => ({ value: code, label: w.code[code] ?? code }))}
            empty={false}
          />
          <TextInput {...field("new-heading")} label={t.fields.heading} maxLength={200} />
          <TextArea {...field("new-body")} label={t.fields.body} rows={6} />
        </Fieldset>
        <div className="form-actions">
          <SubmitButton>{t.saveAmendment}</SubmitButton>
          <LinkButton href={agreementPath(data.slug, data.agreement.id)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}

/** One amendment: what it changes, who has approved, and the next step. */
export function AmendmentPage({
  data,
  formKey,
  isSaved,
  ...posted
}: { data: Awaited<ReturnType<typeof loadAmendment>>; formKey: string; isSaved: boolean } & Posted) {
  const t = useText(agreementPartsText);
  const a = useText(agreementsText);
  const w = useText(agreementWords);
  const format = useFormat();
  const { amendment, slug, agreement, can } = data;
  const errors = useSentences(posted.errors);
  const typed = posted.typed ?? data.typed;
  const approved = data.approvals.length - data.missing.length;
  return (
    <>
      <PageHeader
        title={t.amendmentTitle(amendment.number, amendment.title)}
        lead={amendment.reason || undefined}
        crumbs={useCrumbs(slug, agreement)}
        meta={
          <>
            <Tag tone={amendment.state === "in_force" ? "success" : "info"}>
              {w.amendment_state[amendment.state]}
            </Tag>
            {amendment.state === "sent" && <Tag>{a.approvedOf(approved, data.approvals.length)}</Tag>}
            <span>
              {t.amendmentFields.effective_on} {format.day(amendment.effective_on)}
            </span>
          </>
        }
      />
      <Flash message={isSaved ? a.saved : null} />
      <Form method="post" className="button-row">
        <ErrorSummary errors={errors[""] && !can.approve ? { "": errors[""] } : undefined} />
        {can.send && (
          <SubmitButton name="intent" value="send">
            {t.sendAmendment}
          </SubmitButton>
        )}
        {can.force && (
          <SubmitButton name="intent" value="force">
            {t.forceAmendment}
          </SubmitButton>
        )}
        {can.withdraw && (
          <SubmitButton name="intent" value="withdraw" variant="secondary">
            {t.withdrawAmendment}
          </SubmitButton>
        )}
        {can.remove && (
          <SubmitButton name="intent" value="remove" variant="secondary" color="danger">
            {t.removeAmendment}
          </SubmitButton>
        )}
      </Form>
      <Section title={t.changes}>
        <TextDiff diff={data.diff} names={data.names} />
      </Section>
      <Section title={t.approvals}>
        <ul className="line-list">
          {data.approvals.map(({ organisation_id, name, approval }) => (
            <li key={organisation_id}>
              <div>
                <strong>{name}</strong>{" "}
                <Tag tone={approval?.verdict === "approved" ? "success" : approval ? "danger" : "neutral"}>
                  {t.verdictShort[approval?.verdict ?? "none"]}
                </Tag>{" "}
                {approval &&
                  a.decisionLine(
                    approval.organ_name,
                    approval.paragraph,
                    format.day(approval.decided_on),
                  )}{" "}
                {approval && (approval.file_id || approval.document_url) && (
                  <a
                    href={approval.file_id ? filePath(slug, approval.file_id) : (approval.document_url ?? "")}
                    rel="noreferrer noopener"
                  >
                    {a.decisionDocument}
                    <span className="ds-sr-only">, {name}</span>
                  </a>
                )}
                {approval?.reason && <p className="muted">{approval.reason}</p>}
              </div>
            </li>
          ))}
        </ul>
      </Section>
      {can.approve && (
        <Section title={t.answerAmendment}>
          <DecidedForm
            typed={typed}
            errors={posted.errors}
            formKey={formKey}
            submit={t.saveAnswer}
            cancelHref={agreementPath(slug, agreement.id)}
            before={
              <RadioGroup
                name="verdict"
                legend={t.decided.verdict ?? ""}
                required
                value={typed.verdict}
                error={errors.verdict}
                options={(["approved", "rejected"] as const).map((value) => ({
                  value,
                  label: t.verdicts[value] ?? value,
                }))}
              />
            }
            after={
              <TextArea
                name="reason"
                label={t.decided.reason}
                defaultValue={typed.reason}
                error={errors.reason}
              />
            }
          />
        </Section>
      )}
    </>
  );
}
