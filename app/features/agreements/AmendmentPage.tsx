import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { RadioGroup } from "../../ui/Choices.tsx";
import { Select, TextArea } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { filePath } from "../documents/documents.paths.ts";
import { type AmendmentStep, agreementPath, amendmentStepPath } from "./agreements.paths.ts";
import { agreementsText } from "./agreements.text.ts";
import type { loadAmendment, loadVersions } from "./amendments.server.ts";
import { amendmentsText } from "./amendments.text.ts";
import { DecidedForm } from "./DecisionForms.tsx";
import { decisionsText } from "./decisions.text.ts";
import { useSentences } from "./Fields.tsx";
import { MovedDates, TermChanges, TextDiff } from "./TextDiff.tsx";
import { type Posted, useCrumbs } from "./useCrumbs.ts";
import { agreementWords } from "./words.text.ts";

type Data = Awaited<ReturnType<typeof loadAmendment>>;

/** One amendment: what it changes, who has approved, and the next step. */
export function AmendmentPage({
  data,
  formKey,
  isSaved,
  ...posted
}: { data: Data; formKey: string; isSaved: boolean } & Posted) {
  const t = useText(amendmentsText);
  const a = useText(agreementsText);
  const w = useText(agreementWords);
  const format = useFormat();
  const { amendment, slug, agreement, effect } = data;
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
      <Steps data={data} />
      {effect.terms.length > 0 && (
        <Section title={t.termChanges}>
          <TermChanges terms={effect.terms} />
        </Section>
      )}
      {data.isOpen && effect.terms.length > 0 && (
        <Section title={t.movedDates}>
          <MovedDates moved={effect.moved} on={effect.on} />
        </Section>
      )}
      <Section title={t.changes}>
        <TextDiff diff={data.diff} names={data.names} />
      </Section>
      <Approvals data={data} />
      {data.can.approve && <Answer data={data} formKey={formKey} {...posted} />}
    </>
  );
}

/** What its keeper can do next; each is asked about on a page of its own. */
function Steps({ data: { can, slug, agreement, amendment } }: { data: Data }) {
  const t = useText(amendmentsText);
  const steps: { step: AmendmentStep; label: string; isSecondary?: boolean }[] = [
    { step: "sending", label: t.sendAmendment },
    { step: "force", label: t.forceAmendment },
    { step: "withdrawal", label: t.withdrawAmendment, isSecondary: true },
    { step: "removal", label: t.removeAmendment, isSecondary: true },
  ];
  const open = steps.filter(({ step }) => can[step]);
  if (open.length === 0) return null;
  return (
    <div className="button-row">
      {open.map(({ step, label, isSecondary }) => (
        <LinkButton
          key={step}
          href={amendmentStepPath(slug, agreement.id, amendment.id, step)}
          variant={isSecondary ? "secondary" : "primary"}
        >
          {label}
        </LinkButton>
      ))}
    </div>
  );
}

function Approvals({ data }: { data: Data }) {
  const t = useText(amendmentsText);
  const a = useText(agreementsText);
  const format = useFormat();
  return (
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
                a.decisionLine(approval.organ_name, approval.paragraph, format.day(approval.decided_on))}{" "}
              {approval && (approval.file_id || approval.document_url) && (
                <a
                  href={
                    approval.file_id ? filePath(data.slug, approval.file_id) : (approval.document_url ?? "")
                  }
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
  );
}

/** The own organisation's yes or no. */
function Answer({ data, formKey, ...posted }: { data: Data; formKey: string } & Posted) {
  const t = useText(amendmentsText);
  const d = useText(decisionsText);
  const errors = useSentences(posted.errors);
  const typed = posted.typed ?? data.typed;
  return (
    <Section title={t.answerAmendment}>
      <DecidedForm
        typed={typed}
        errors={posted.errors}
        formKey={formKey}
        submit={t.saveAnswer}
        cancelHref={agreementPath(data.slug, data.agreement.id)}
        before={
          <RadioGroup
            name="verdict"
            legend={d.decided.verdict ?? ""}
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
            label={d.decided.reason}
            defaultValue={typed.reason}
            error={errors.reason}
          />
        }
      />
    </Section>
  );
}

/** Texts that have been in force, two of them side by side. */
export function VersionsPage({ data }: { data: Awaited<ReturnType<typeof loadVersions>> }) {
  const t = useText(amendmentsText);
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
      {data.terms.length > 0 && (
        <Section title={t.termChanges}>
          <TermChanges terms={data.terms} />
        </Section>
      )}
      <Section title={a.text}>
        <TextDiff diff={data.diff} names={data.names} />
      </Section>
    </>
  );
}
