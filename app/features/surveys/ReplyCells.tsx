import { useFormat, useText } from "../../text/useText.ts";
import type { Column } from "../../ui/Table.tsx";
import { Day, Missing } from "../../ui/Values.tsx";
import type { QuestionRow } from "./questions.server.ts";
import { surveysText } from "./surveys.text.ts";

/** One column per question of the coordinator's own. */
export function questionColumns<Row extends { answers: Record<string, string> }>(
  questions: readonly QuestionRow[],
): Column<Row>[] {
  return questions.map((question) => ({
    id: question.id,
    heading: question.label,
    cell: (row) => <AnswerText kind={question.kind} value={row.answers[question.id]} unit={question.unit} />,
  }));
}

/** Who gave a reply, when, in which version, and by what authority. */
export function Signed({
  reply,
}: {
  reply: { responder: string; submitted_on: string; version: number; authority_ref: string | null } | null;
}) {
  const t = useText(surveysText);
  if (!reply) return <Missing />;
  return (
    <>
      {reply.responder}
      <span className="block muted">
        <Day on={reply.submitted_on} />
        {reply.version > 1 && `, ${t.version(reply.version)}`}
      </span>
      {reply.authority_ref && <span className="block muted">{reply.authority_ref}</span>}
    </>
  );
}

/** The answer to a question in words. */
export function AnswerText({
  kind,
  value,
  unit,
}: {
  kind: string;
  value: string | undefined;
  unit: string | null;
}) {
  const t = useText(surveysText);
  const format = useFormat();
  if (value === undefined) return <Missing />;
  if (kind === "yes_no") return <>{value === "yes" ? t.yes : t.no}</>;
  if (kind === "date") return <Day on={value} />;
  if (kind === "number") return <>{[format.number(Number(value)), unit].filter(Boolean).join(" ")}</>;
  return <span className="prewrap">{value}</span>;
}
