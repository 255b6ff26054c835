import type { ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { type Description, DescriptionList } from "../../ui/DescriptionList.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Day, Timestamp } from "../../ui/Values.tsx";
import type { QuestionRow } from "./questions.server.ts";
import { AnswerText } from "./ReplyCells.tsx";
import type { Place } from "./StepPages.tsx";
import { surveysText } from "./surveys.text.ts";

/** A receipt as the engine reads it. */
interface Receipt<Word extends string> {
  organisation: string;
  isOpen: boolean;
  isDraftWaiting: boolean;
  questions: readonly QuestionRow[];
  answers: Record<string, string>;
  versions: readonly {
    id: string;
    version: number;
    answer: Word;
    submitted_on: string;
    receipt_number: string;
  }[];
  reply: {
    version: number;
    answer: Word;
    kind: "indication" | "binding";
    responder: string;
    authority_ref: string | null;
    submitted_at: string;
    receipt_number: string;
    is_after_close: boolean;
  };
}

interface Props<Word extends string> {
  place: Place;
  data: Receipt<Word>;
  survey: { name: string; coordinator: string };
  isNew: boolean;
  /** What the face calls its survey, its answer and the answers there are. */
  words: { survey: string; answer: string; answers: Record<string, string>; late: string; back: string };
  /** What the face has answered beside yes or no, and what it keeps about who answers. */
  given: Description[];
  signed?: Description[];
  hrefs: { reply: string; version: (version: number) => string };
}

/** What was handed in, to print and keep: all answers, who gave them, and a number to refer to. */
export function ReceiptPage<Word extends string>({ place, data, survey, words, ...props }: Props<Word>) {
  const t = useText(surveysText);
  const { organisation, reply, questions, answers } = data;
  const items: Description[] = [
    { term: t.receiptNumber, value: <strong>{reply.receipt_number}</strong> },
    { term: t.organisation, value: organisation },
    { term: words.survey, value: survey.name },
    { term: t.coordinator, value: survey.coordinator },
    { term: t.submitted, value: <Timestamp at={reply.submitted_at} />, note: t.version(reply.version) },
    { term: words.answer, value: <strong>{words.answers[reply.answer]}</strong> },
    { term: t.kind, value: t.kinds[reply.kind] },
    ...props.given,
    ...questions.map(({ id, label, kind, unit }) => ({
      term: label,
      value: answers[id] && <AnswerText kind={kind} value={answers[id]} unit={unit} />,
    })),
    { term: t.responder, value: reply.responder },
    { term: t.authority, value: reply.authority_ref },
    ...(props.signed ?? []),
  ];
  return (
    <div className="narrow">
      <PageHeader title={t.receiptTitle} lead={t.receiptLead(organisation)} crumbs={place.crumbs} />
      <Flash message={props.isNew ? t.received : null} />
      {data.isDraftWaiting && data.isOpen && <Alert tone="warning">{t.draftWaits}</Alert>}
      {reply.is_after_close && <Alert tone="warning">{words.late}</Alert>}
      <DescriptionList items={items} />
      {data.versions.length > 1 && <Versions data={data} words={words} hrefs={props.hrefs} />}
      <div className="button-row">
        <LinkButton href={place.href} variant="secondary">
          {words.back}
        </LinkButton>
        {data.isOpen && (
          <LinkButton href={props.hrefs.reply} variant="tertiary">
            {t.change}
          </LinkButton>
        )}
      </div>
    </div>
  );
}

function Versions<Word extends string>({
  data,
  words,
  hrefs,
}: Pick<Props<Word>, "data" | "words" | "hrefs">): ReactNode {
  const t = useText(surveysText);
  return (
    <Section title={t.versions}>
      <Table
        caption={t.versions}
        rows={data.versions}
        rowKey={(row) => row.id}
        columns={[
          {
            id: "version",
            heading: t.versionHeading,
            isRowHeader: true,
            cell: (row) => <a href={hrefs.version(row.version)}>{t.version(row.version)}</a>,
          },
          { id: "answer", heading: words.answer, cell: (row) => words.answers[row.answer] },
          { id: "submitted", heading: t.submitted, cell: (row) => <Day on={row.submitted_on} /> },
          { id: "number", heading: t.receiptNumber, cell: (row) => row.receipt_number },
        ]}
      />
    </Section>
  );
}
