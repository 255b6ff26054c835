import type { SheetColumn } from "../../server/sheet.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { answerColumn, answerValue } from "./answers.rules.ts";
import { pagesText } from "./pages.text.ts";
import type { QuestionRow } from "./questions.server.ts";
import { surveysText } from "./surveys.text.ts";

interface Reply {
  responder: string;
  authority_ref: string | null;
  submitted_on: string;
  version: number;
  receipt_number: string;
}

/** What every survey's sheet has: answers to its questions, and who answered, when, and with which receipt. */
export function replyColumns(questions: readonly QuestionRow[], locale: Locale) {
  const t = textFor(pagesText, locale);
  const u = textFor(surveysText, locale);
  const yes = (value: boolean | undefined) => (value ? u.yes : u.no);
  const columns: SheetColumn[] = [
    ...questions.map(answerColumn),
    { heading: t.who, kind: "text" },
    { heading: t.authority, kind: "text" },
    { heading: u.submitted, kind: "day" },
    { heading: u.versionHeading, kind: "number" },
    { heading: u.receiptTitle, kind: "text" },
  ];
  return {
    columns,
    yes,
    cells: ({ reply, answers }: { reply: Reply | null; answers: Record<string, string> }) => [
      ...questions.map((question) => answerValue(question, answers[question.id], yes)),
      reply?.responder,
      reply?.authority_ref,
      reply?.submitted_on,
      reply?.version,
      reply?.receipt_number,
    ],
  };
}
