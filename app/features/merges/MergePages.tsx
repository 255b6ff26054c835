import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Timestamp } from "../../ui/Values.tsx";
import { doublesPath, mergePath, mergesPath, type RecordKind, recordPath } from "./merges.paths.ts";
import type { MergeRecord } from "./merges.server.ts";
import { mergesText } from "./merges.text.ts";

interface MergeLine {
  id: string;
  kind: RecordKind;
  loser_name: string;
  winner_name: string;
  by_name: string;
  merged_at: string;
  is_undone: boolean;
}

/** The merges made so far. */
export function MergesPage({ slug, rows }: { slug: string; rows: readonly MergeLine[] }) {
  const t = useText(mergesText);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      {rows.length === 0 ? (
        <EmptyState title={t.none} icon="merge">
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t.caption}
          columns={[
            {
              id: "what",
              heading: t.columns.what,
              isRowHeader: true,
              cell: (row) => <a href={mergePath(slug, row.id)}>{t.arrow(row.loser_name, row.winner_name)}</a>,
            },
            { id: "kind", heading: t.columns.kind, cell: (row) => t.kinds[row.kind] },
            { id: "who", heading: t.columns.who, cell: (row) => row.by_name },
            { id: "when", heading: t.columns.when, cell: (row) => <Timestamp at={row.merged_at} /> },
            { id: "state", heading: t.columns.state, cell: (row) => row.is_undone && <Tag>{t.undone}</Tag> },
          ]}
          rows={rows}
          rowKey={(row) => row.id}
        />
      )}
    </>
  );
}

/** One merge: what it moved, undo, and after that what could not be restored. */
export function MergePage({
  slug,
  merge,
  doubles,
  done,
  refusal,
}: {
  slug: string;
  merge: MergeRecord;
  /** Products that the own organisation has several systems of. */
  doubles: number;
  done: string | null;
  refusal: string | null;
}) {
  const t = useText(mergesText);
  const said: Record<string, string> = { merged: t.done, undone: t.undoneDone };
  const key = (row: MergeRecord["lines"][number]) => `${row.table_name}.${row.column_name}`;
  return (
    <>
      <PageHeader
        title={t.arrow(merge.loser_name, merge.winner_name)}
        crumbs={[{ label: t.title, href: mergesPath(slug) }]}
        meta={merge.undone_at && <Tag>{t.undone}</Tag>}
        lead={
          <>
            {t.by(merge.by_name)}, <Timestamp at={merge.merged_at} />
          </>
        }
        actions={
          <LinkButton href={recordPath(slug, merge.kind, merge.winner)} variant="secondary">
            {t.winner}
          </LinkButton>
        }
      />
      <Flash message={done && said[done]} />
      {doubles > 0 && !merge.undone_at && (
        <Alert tone="info">
          <a href={doublesPath(slug)}>{t.doubles(doubles)}</a>
        </Alert>
      )}
      {refusal && (
        <Alert tone="warning" role="alert" title={t.refusedTitle}>
          <p>{t.refusals[refusal]}</p>
        </Alert>
      )}
      {merge.undone_at && merge.undone_by_name && <p>{t.undoneBy(merge.undone_by_name)}</p>}
      <Section title={t.moved}>
        {merge.lines.length === 0 ? (
          <p className="muted">{t.nothingMoved}</p>
        ) : (
          <Table
            caption={t.moved}
            columns={[
              {
                id: "what",
                heading: t.countColumns.what,
                isRowHeader: true,
                cell: (row) => t.references[key(row)] ?? key(row),
              },
              { id: "n", heading: t.countColumns.n, align: "end", cell: (row) => String(row.n) },
              { id: "outcome", heading: t.outcomeColumn, cell: (row) => t.outcomes[row.outcome ?? "none"] },
              { id: "names", heading: t.namesColumn, cell: (row) => (row.names ?? []).join(", ") },
            ]}
            rows={merge.lines}
            rowKey={(row) => `${key(row)} ${row.outcome}`}
          />
        )}
      </Section>
      {!merge.undone_at && (
        <Section title={t.undo}>
          <p>{t.undoText}</p>
          <Form method="post">
            <SubmitButton variant="secondary" icon="undo">
              {t.undo}
            </SubmitButton>
          </Form>
        </Section>
      )}
    </>
  );
}
