import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { Day, Timestamp } from "../../ui/Values.tsx";
import { ReceiptPage } from "../surveys/ReceiptPage.tsx";
import { AnswerText } from "../surveys/ReplyCells.tsx";
import { surveysText } from "../surveys/surveys.text.ts";
import { interestCheckPath, interestChecksPath, interestPartPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import type { loadReceipt } from "./replies.server.ts";
import { replyText } from "./reply.text.ts";

type Data = Awaited<ReturnType<typeof loadReceipt>>;

/** The receipt of a reply to a check. */
export function CheckReceiptPage({ data, isNew }: { data: Data; isNew: boolean }) {
  const t = useText(replyText);
  const u = useText(surveysText);
  const c = useText(interestChecksText);
  const format = useFormat();
  const { slug, check, reply, answers, questions } = data;
  const unit = check.quantity_unit;
  const figure = (value: number | null) =>
    value === null ? null : [format.number(value), unit].filter(Boolean).join(" ");
  return (
    <ReceiptPage
      organisation={data.organisation}
      crumbs={[
        { label: c.title, href: interestChecksPath(slug) },
        { label: check.name, href: interestCheckPath(slug, check.id) },
      ]}
      isNew={isNew}
      notices={
        <>
          {data.isDraftWaiting && data.isOpen && <Alert tone="warning">{u.draftWaits}</Alert>}
          {reply.is_after_close && <Alert tone="warning">{t.late}</Alert>}
        </>
      }
      items={[
        { term: u.receiptNumber, value: <strong>{reply.receipt_number}</strong> },
        { term: u.organisation, value: data.organisation },
        { term: t.check, value: check.name },
        { term: u.coordinator, value: check.coordinator },
        { term: u.submitted, value: <Timestamp at={reply.submitted_at} />, note: u.version(reply.version) },
        { term: t.answer, value: <strong>{t.answers[reply.answer]}</strong> },
        { term: u.kind, value: u.kinds[reply.kind] },
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
        { term: u.responder, value: reply.responder },
        { term: u.authority, value: reply.authority_ref },
      ]}
      answerHeading={t.answer}
      versions={data.versions.map((row) => ({
        ...row,
        answer: t.answers[row.answer]!,
        href: interestPartPath(slug, check.id, "receipt", `?version=${row.version}`),
      }))}
      actions={
        <>
          <LinkButton href={interestCheckPath(slug, check.id)} variant="secondary">
            {t.backToCheck}
          </LinkButton>
          {data.isOpen && (
            <LinkButton href={interestPartPath(slug, check.id, "reply")} variant="tertiary">
              {u.change}
            </LinkButton>
          )}
        </>
      }
    />
  );
}
