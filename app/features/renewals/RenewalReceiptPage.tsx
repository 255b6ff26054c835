import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { Timestamp } from "../../ui/Values.tsx";
import { ReceiptPage } from "../surveys/ReceiptPage.tsx";
import { AnswerText } from "../surveys/ReplyCells.tsx";
import { surveysText } from "../surveys/surveys.text.ts";
import type { loadReceipt } from "./answers.server.ts";
import { useCrumbs } from "./DraftPages.tsx";
import { renewalPartPath, renewalPath } from "./renewals.paths.ts";
import { renewalsText } from "./renewals.text.ts";

type Data = Awaited<ReturnType<typeof loadReceipt>>;

/** The receipt of an answer to a renewal survey. */
export function RenewalReceiptPage({ data, isNew }: { data: Data; isNew: boolean }) {
  const r = useText(renewalsText);
  const u = useText(surveysText);
  const format = useFormat();
  const { slug, round, reply, answers, questions } = data;
  const t = r.answer;
  return (
    <ReceiptPage
      organisation={data.organisation}
      crumbs={useCrumbs(slug, round)}
      isNew={isNew}
      notices={reply.is_after_close && <Alert tone="warning">{t.late}</Alert>}
      items={[
        { term: u.receiptNumber, value: <strong>{reply.receipt_number}</strong> },
        { term: u.organisation, value: data.organisation },
        { term: t.round, value: round.name },
        { term: u.coordinator, value: round.coordinator },
        { term: u.submitted, value: <Timestamp at={reply.submitted_at} />, note: u.version(reply.version) },
        { term: t.heading, value: <strong>{t.words[reply.answer]}</strong> },
        { term: u.kind, value: u.kinds[reply.kind] },
        {
          term: t.quantity,
          value:
            reply.quantity === null
              ? null
              : [format.number(reply.quantity), round.quantity_unit].filter(Boolean).join(" "),
        },
        { term: t.comment, value: reply.comment && <span className="prewrap">{reply.comment}</span> },
        ...questions.map((question) => ({
          term: question.label,
          value: answers[question.id] && (
            <AnswerText kind={question.kind} value={answers[question.id]} unit={question.unit} />
          ),
        })),
        { term: u.responder, value: reply.responder },
        { term: u.authority, value: reply.authority_ref },
        {
          term: t.receiptTo,
          value: [reply.signer_email, reply.registry_email].filter(Boolean).join(", "),
        },
        { term: t.invoice, value: reply.invoice_address },
      ]}
      answerHeading={t.heading}
      versions={data.versions.map((row) => ({
        ...row,
        answer: t.words[row.answer]!,
        href: renewalPartPath(slug, round.id, "receipt", `?version=${row.version}`),
      }))}
      actions={
        <>
          <LinkButton href={renewalPath(slug, round.id)} variant="secondary">
            {r.backToRound}
          </LinkButton>
          {data.isOpen && (
            <LinkButton href={renewalPartPath(slug, round.id, "answer")} variant="tertiary">
              {u.change}
            </LinkButton>
          )}
        </>
      }
    />
  );
}
