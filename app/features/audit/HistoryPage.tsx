import type { ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { type Crumb, PageHeader } from "../../ui/PageHeader.tsx";
import { Missing, Timestamp } from "../../ui/Values.tsx";
import { ListPage, type ListPageColumn } from "../lists/ListPage.tsx";
import { listColumnsPath } from "../lists/lists.paths.ts";
import type { ListState } from "../lists/lists.rules.ts";
import { auditText } from "./audit.text.ts";
import { historyList } from "./history.rules.ts";
import type { HistoryRow, HistoryValue, HistoryWords } from "./history.server.ts";

interface Props {
  slug: string;
  view: { state: ListState; shown: string[]; total: number; isCut: boolean };
  rows: readonly HistoryRow[];
  words: HistoryWords;
  /** Address of a record that still may be opened. */
  hrefOf: (row: HistoryRow) => string | undefined;
  /** The history of one record; the whole organisation's otherwise. */
  record?: { name: string; crumbs: readonly Crumb[] };
}

/** Who changed what, when, from what to what: of the organisation or of one record. */
export function HistoryPage({ slug, view, rows, words, hrefOf, record }: Props) {
  const t = useText(auditText);
  const value = (row: HistoryRow, side: "old" | "new"): ReactNode =>
    isNothing(row[side]) ? <Missing /> : words.value(row.object_kind, row.field, row[side]);
  const cells: Record<string, (row: HistoryRow) => ReactNode> = {
    at: (row) => <Timestamp at={row.at} />,
    object_name: (row) => {
      const href = hrefOf(row);
      const name = row.object_name ? (
        (words.name?.(row.object_kind, row.object_name) ?? row.object_name)
      ) : (
        <Missing />
      );
      return href && !record ? <a href={href}>{name}</a> : name;
    },
    object_kind: (row) => t.kinds[row.object_kind] ?? row.object_kind,
    action: (row) => t.actions[row.action] ?? row.action,
    field: (row) => (row.field ? words.field(row.object_kind, row.field) : <Missing />),
    old: (row) => value(row, "old"),
    new: (row) => value(row, "new"),
    by_name: (row) => row.by_name,
    via: (row) => t.vias[row.via] ?? row.via,
    reason: (row) => row.reason ?? <Missing />,
    run_id: (row) => (row.run_id ? <a href={`?run_id=${row.run_id}`}>{t.run}</a> : <Missing />),
  };
  const options: Record<string, Record<string, string>> = { object_kind: t.kinds, via: t.vias };
  const columns = Object.fromEntries(
    historyList.columns.map(({ key }): [string, ListPageColumn<HistoryRow>] => [
      key,
      {
        label: t.columns[key] ?? key,
        cell: cells[key] ?? (() => null),
        options: Object.entries(options[key] ?? {}).map(([code, label]) => ({ value: code, label })),
      },
    ]),
  );
  return (
    <>
      <PageHeader
        title={record ? t.recordTitle(record.name) : t.title}
        crumbs={record?.crumbs}
        lead={record ? undefined : t.lead}
      />
      <ListPage
        definition={historyList}
        view={view}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        caption={t.title}
        searchLabel={t.search}
        columnsAction={listColumnsPath(slug, historyList.list)}
        exportPath={record ? undefined : `/${slug}/history`}
        empty={
          <EmptyState title={t.emptyTitle} icon="history">
            <p>{t.emptyText}</p>
          </EmptyState>
        }
      />
    </>
  );
}

function isNothing(value: HistoryValue): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
