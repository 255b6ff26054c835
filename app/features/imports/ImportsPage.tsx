import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import type { ImportKind } from "./fields.rules.ts";
import { importPath, newImportPath } from "./imports.paths.ts";
import { importsText } from "./imports.text.ts";

export interface ImportLine {
  id: string;
  kind: ImportKind;
  state: keyof typeof importsText.sv.states;
  file_name: string;
  row_count: number;
  created_by_name: string;
  created_at: string;
}

export const STATE_TONES = {
  uploaded: "info",
  mapped: "info",
  checked: "warning",
  applied: "success",
  undone: "neutral",
  discarded: "neutral",
} as const;

/** The organisation's imports. */
export function ImportsPage({
  slug,
  runs,
  page,
  pageSize,
  total,
}: {
  slug: string;
  runs: readonly ImportLine[];
  page: number;
  pageSize: number;
  total: number;
}) {
  const t = useText(importsText);
  const format = useFormat();
  const columns: Column<ImportLine>[] = [
    {
      id: "file",
      heading: t.columns.file,
      isRowHeader: true,
      cell: (run) => (
        <a className="ds-link" href={importPath(slug, run.id)}>
          {run.file_name}
        </a>
      ),
    },
    { id: "kind", heading: t.columns.kind, cell: (run) => t.kinds[run.kind] },
    {
      id: "state",
      heading: t.columns.state,
      cell: (run) => <Tag tone={STATE_TONES[run.state]}>{t.states[run.state]}</Tag>,
    },
    { id: "rows", heading: t.columns.rows, align: "end", cell: (run) => format.number(run.row_count) },
    { id: "by", heading: t.columns.by, cell: (run) => run.created_by_name },
    { id: "at", heading: t.columns.at, isNarrow: true, cell: (run) => format.instant(run.created_at) },
  ];
  const add = (
    <LinkButton href={newImportPath(slug)} icon="import">
      {t.new}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={total > 0 ? add : undefined} />
      {total === 0 ? (
        <EmptyState title={t.emptyTitle} icon="import" actions={add}>
          {t.emptyText}
        </EmptyState>
      ) : (
        <>
          <Table caption={t.listCaption} columns={columns} rows={runs} rowKey={(run) => run.id} />
          <Pager page={page} pageSize={pageSize} total={total} />
        </>
      )}
    </>
  );
}
