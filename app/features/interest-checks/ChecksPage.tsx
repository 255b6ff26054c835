import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { Day, Missing } from "../../ui/Values.tsx";
import type { loadChecks } from "./checks.server.ts";
import { interestCheckPath, newInterestCheckPath } from "./interest-checks.paths.ts";
import type { State } from "./interest-checks.rules.ts";
import { interestChecksText } from "./interest-checks.text.ts";

type Data = Awaited<ReturnType<typeof loadChecks>>;
type Row = Data["checks"][number];

const tones: Record<State, TagTone> = {
  draft: "neutral",
  open: "info",
  closed: "warning",
  decided: "success",
  withdrawn: "neutral",
};

/** Where a check stands, in a word. */
export function StateTag({ state, outcome }: { state: State; outcome?: "go" | "no_go" | null }) {
  const t = useText(interestChecksText);
  return <Tag tone={tones[state]}>{outcome ? t.outcomes[outcome] : t.states[state]}</Tag>;
}

/** What the organisation is asked, what it asks, and what else its circles ask. */
export function ChecksPage({ data }: { data: Data }) {
  const t = useText(interestChecksText);
  const { slug, checks } = data;
  const waits = (row: Row) => row.state === "open" && row.is_asked && row.own_answer === null;
  const groups: { id: string; title: string; rows: Row[] }[] = [
    { id: "to-answer", title: t.toAnswer, rows: checks.filter(waits) },
    { id: "own", title: t.own, rows: checks.filter((row) => row.isOwn) },
    {
      id: "answered",
      title: t.answered,
      rows: checks.filter((row) => !row.isOwn && !waits(row) && (row.is_asked || row.own_answer !== null)),
    },
    {
      id: "others",
      title: t.others,
      rows: checks.filter((row) => !row.isOwn && !row.is_asked && row.own_answer === null),
    },
  ];
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          data.mayAsk && (
            <LinkButton href={newInterestCheckPath(slug)} icon="plus">
              {t.ask}
            </LinkButton>
          )
        }
      />
      {checks.length === 0 && (
        <EmptyState title={t.emptyTitle} icon="question">
          <p>{t.emptyText}</p>
        </EmptyState>
      )}
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ id, title, rows }) => (
          <Section key={id} id={id} title={title}>
            <CheckTable slug={slug} title={title} rows={rows} />
          </Section>
        ))}
    </>
  );
}

function CheckTable({ slug, title, rows }: { slug: string; title: string; rows: Row[] }) {
  const t = useText(interestChecksText);
  const columns: Column<Row>[] = [
    {
      id: "name",
      heading: t.columns.name,
      isRowHeader: true,
      cell: (row) => <a href={interestCheckPath(slug, row.id)}>{row.name}</a>,
    },
    { id: "coordinator", heading: t.columns.coordinator, cell: (row) => row.coordinator },
    {
      id: "state",
      heading: t.columns.state,
      cell: (row) => <StateTag state={row.state} outcome={row.outcome} />,
    },
    { id: "closes", heading: t.columns.closes, cell: (row) => <Day on={row.closes_on} /> },
    { id: "asked", heading: t.columns.asked, align: "end", cell: (row) => row.asked },
    {
      id: "answer",
      heading: t.columns.answer,
      cell: (row) =>
        row.own_answer ? (
          t.answers[row.own_answer]
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
