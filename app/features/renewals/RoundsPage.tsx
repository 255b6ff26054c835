import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { Day, Missing } from "../../ui/Values.tsx";
import { newRenewalPath, renewalPath } from "./renewals.paths.ts";
import type { State } from "./renewals.rules.ts";
import { renewalsText } from "./renewals.text.ts";
import type { loadRounds } from "./rounds.server.ts";

type Data = Awaited<ReturnType<typeof loadRounds>>;
type Row = Data["rounds"][number];

const tones: Record<State, TagTone> = {
  draft: "neutral",
  ready: "neutral",
  open: "info",
  closed: "warning",
  in_evaluation: "warning",
  completed: "success",
  withdrawn: "neutral",
};

/** Where a survey stands, in a word. */
export function RoundState({ state }: { state: State }) {
  const t = useText(renewalsText);
  return <Tag tone={tones[state]}>{t.states[state]}</Tag>;
}

/** What the organisation is asked and what it asks. */
export function RoundsPage({ data }: { data: Data }) {
  const t = useText(renewalsText);
  const { slug, rounds } = data;
  const waits = (row: Row) => row.state === "open" && row.is_asked && row.own_answer === null;
  const groups = [
    { id: "to-answer", title: t.toAnswer, rows: rounds.filter(waits) },
    { id: "own", title: t.own, rows: rounds.filter((row) => row.isOwn) },
    { id: "others", title: t.others, rows: rounds.filter((row) => !row.isOwn && !waits(row)) },
  ];
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          data.mayAsk && (
            <LinkButton href={newRenewalPath(slug)} icon="plus">
              {t.ask}
            </LinkButton>
          )
        }
      />
      {rounds.length === 0 && (
        <EmptyState title={t.emptyTitle} icon="question">
          <p>{t.emptyText}</p>
        </EmptyState>
      )}
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ id, title, rows }) => (
          <Section key={id} id={id} title={title}>
            <RoundTable slug={slug} title={title} rows={rows} />
          </Section>
        ))}
    </>
  );
}

function RoundTable({ slug, title, rows }: { slug: string; title: string; rows: Row[] }) {
  const t = useText(renewalsText);
  const columns: Column<Row>[] = [
    {
      id: "name",
      heading: t.columns.name,
      isRowHeader: true,
      cell: (row) => <a href={renewalPath(slug, row.id)}>{row.name}</a>,
    },
    { id: "coordinator", heading: t.columns.coordinator, cell: (row) => row.coordinator },
    { id: "item", heading: t.columns.item, cell: (row) => row.item_name },
    { id: "state", heading: t.columns.state, cell: (row) => <RoundState state={row.state} /> },
    { id: "closes", heading: t.columns.closes, cell: (row) => <Day on={row.closes_on} /> },
    { id: "answer", heading: t.columns.answer, cell: (row) => <OwnAnswerWord row={row} /> },
  ];
  return <Table caption={title} rows={rows} rowKey={(row) => row.id} columns={columns} />;
}

function OwnAnswerWord({ row }: { row: Row }) {
  const t = useText(renewalsText);
  if (row.own_answer) return <>{t.answer.words[row.own_answer]}</>;
  if (row.has_draft) return <>{t.draftSaved}</>;
  return row.is_asked ? t.notAnswered : <Missing />;
}
