import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Day, Timestamp } from "../../ui/Values.tsx";
import { interestCheckPath, interestChecksPath, interestPartPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import { AnswerText } from "./ReplyTable.tsx";
import type { loadReceipt } from "./replies.server.ts";
import { replyText } from "./reply.text.ts";
import { resultText } from "./result.text.ts";

type Data = Awaited<ReturnType<typeof loadReceipt>>;

/** What was handed in, to print and keep: all answers, who gave them, and a number to refer to. */
export function ReceiptPage({ data, isNew }: { data: Data; isNew: boolean }) {
  const t = useText(replyText);
  const c = useText(interestChecksText);
  const r = useText(resultText);
  const format = useFormat();
  const { slug, check, reply, answers, questions, versions } = data;
  const unit = check.quantity_unit;
  const figure = (value: number | null) =>
    value === null ? null : [format.number(value), unit].filter(Boolean).join(" ");
  return (
    <div className="narrow">
      <PageHeader
        title={t.receiptTitle}
        lead={t.receiptLead(data.organisation)}
        crumbs={[
          { label: c.title, href: interestChecksPath(slug) },
          { label: check.name, href: interestCheckPath(slug, check.id) },
        ]}
      />
      <Flash message={isNew ? t.received : null} />
      {data.isDraftWaiting && data.isOpen && <Alert tone="warning">{t.draftWaits}</Alert>}
      {reply.is_after_close && <Alert tone="warning">{t.late}</Alert>}
      <DescriptionList
        items={[
          { term: t.receiptNumber, value: <strong>{reply.receipt_number}</strong> },
          { term: t.organisation, value: data.organisation },
          { term: t.check, value: check.name },
          { term: t.coordinator, value: check.coordinator },
          { term: t.submitted, value: <Timestamp at={reply.submitted_at} />, note: r.version(reply.version) },
          { term: t.answer, value: <strong>{t.answers[reply.answer!]}</strong> },
          { term: t.kind, value: t.kinds[reply.kind] },
          {
            term: t.conditions,
            value: reply.conditions && <span className="prewrap">{reply.conditions}</span>,
          },
          { term: `${t.quantity}: ${t.low}`, value: figure(reply.quantity_low) },
          { term: `${t.quantity}: ${t.likely}`, value: figure(reply.quantity_likely) },
          { term: `${t.quantity}: ${t.high}`, value: figure(reply.quantity_high) },
          { term: t.earliest, value: reply.earliest_on && <Day on={reply.earliest_on} /> },
          ...questions.map((question) => ({
            term: question.label,
            value: answers[question.id] && (
              <AnswerText kind={question.kind} value={answers[question.id]} unit={question.unit} />
            ),
          })),
          { term: t.responder, value: reply.responder },
          { term: t.authority, value: reply.authority_ref },
        ]}
      />
      {versions.length > 1 && (
        <Section title={t.versions}>
          <Table
            caption={t.versions}
            rows={versions}
            rowKey={(row) => row.id}
            columns={[
              {
                id: "version",
                heading: t.version,
                isRowHeader: true,
                cell: (row) => (
                  <a href={interestPartPath(slug, check.id, "receipt", `?version=${row.version}`)}>
                    {r.version(row.version)}
                  </a>
                ),
              },
              { id: "answer", heading: t.answer, cell: (row) => t.answers[row.answer!] },
              { id: "submitted", heading: t.submitted, cell: (row) => <Day on={row.submitted_on} /> },
              { id: "number", heading: t.receiptNumber, cell: (row) => row.receipt_number },
            ]}
          />
        </Section>
      )}
      <div className="button-row">
        <LinkButton href={interestCheckPath(slug, check.id)} variant="secondary">
          {t.backToCheck}
        </LinkButton>
        {data.isOpen && (
          <LinkButton href={interestPartPath(slug, check.id, "reply")} variant="tertiary">
            {t.change}
          </LinkButton>
        )}
      </div>
    </div>
  );
}
