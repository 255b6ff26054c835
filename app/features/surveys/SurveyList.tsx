import type { ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Day, Missing } from "../../ui/Values.tsx";
import { pagesText } from "./pages.text.ts";

/** A survey as the list shows it. */
export interface ListedSurvey {
  id: string;
  name: string;
  coordinator: string;
  closes_on: string;
  state: string;
  isOwn: boolean;
  is_asked: boolean;
  own_answer: string | null;
  has_draft: boolean;
}

interface Props<Row extends ListedSurvey> {
  /** What the face says around the list. */
  words: { title: string; lead: string; ask: string; emptyTitle: string; emptyText: string; name: string };
  /** Where a new one is written; left out for whoever may not ask. */
  newHref?: string;
  rows: readonly Row[];
  isCut: boolean;
  pathOf: (id: string) => string;
  answers: Record<string, string>;
  stateOf: (row: Row) => ReactNode;
  /** Columns of the face's own, before and after the state and the last day. */
  before?: Column<Row>[];
  after?: Column<Row>[];
  /** How what is neither waiting nor own is grouped. */
  rest: readonly { id: string; title: string; holds: (row: Row) => boolean }[];
}

/** What the organisation is asked, what it asks, and the rest. */
export function SurveyList<Row extends ListedSurvey>({
  words,
  newHref,
  rows,
  isCut,
  rest,
  ...table
}: Props<Row>) {
  const t = useText(pagesText);
  const waits = (row: Row) => row.state === "open" && row.is_asked && row.own_answer === null;
  const groups = [
    { id: "to-answer", title: t.toAnswer, rows: rows.filter(waits) },
    { id: "own", title: t.own, rows: rows.filter((row) => row.isOwn) },
    ...rest.map(({ id, title, holds }) => ({
      ...{ id, title },
      rows: rows.filter((row) => !row.isOwn && !waits(row) && holds(row)),
    })),
  ];
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          newHref && (
            <LinkButton href={newHref} icon="plus">
              {words.ask}
            </LinkButton>
          )
        }
      />
      {rows.length === 0 && (
        <EmptyState title={words.emptyTitle} icon="question">
          <p>{words.emptyText}</p>
        </EmptyState>
      )}
      {groups
        .filter((group) => group.rows.length > 0)
        .map((group) => (
          <Section key={group.id} id={group.id} title={group.title}>
            <SurveyTable {...table} title={group.title} rows={group.rows} heading={words.name} />
          </Section>
        ))}
      {isCut && <p className="muted">{t.cut(rows.length)}</p>}
    </>
  );
}

function SurveyTable<Row extends ListedSurvey>({
  title,
  heading,
  rows,
  pathOf,
  answers,
  stateOf,
  before = [],
  after = [],
}: Pick<Props<Row>, "rows" | "pathOf" | "answers" | "stateOf" | "before" | "after"> & {
  title: string;
  heading: string;
}) {
  const t = useText(pagesText);
  const columns: Column<Row>[] = [
    {
      id: "name",
      heading,
      isRowHeader: true,
      cell: (row) => <a href={pathOf(row.id)}>{row.name}</a>,
    },
    { id: "coordinator", heading: t.coordinator, cell: (row) => row.coordinator },
    ...before,
    { id: "state", heading: t.state, cell: stateOf },
    { id: "closes", heading: t.closes, cell: (row) => <Day on={row.closes_on} /> },
    ...after,
    {
      id: "answer",
      heading: t.ourReply,
      cell: (row) =>
        row.own_answer ? (
          answers[row.own_answer]
        ) : row.has_draft ? (
          t.draftSaved
        ) : row.is_asked ? (
          t.notAnswered
        ) : (
          <Missing />
        ),
    },
  ];
  return <Table caption={title} rows={rows} rowKey={(row) => row.id} columns={columns} />;
}
