import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Timestamp } from "../../ui/Values.tsx";
import { systemsPath } from "../systems/systems.paths.ts";
import { systemsText } from "../systems/systems.text.ts";
import { bulkEditPath } from "./bulk-edits.paths.ts";
import { bulkEditsText } from "./bulk-edits.text.ts";
import type { loadRunsPage } from "./run-page.server.ts";

/** The organisation's bulk edits, latest first. */
export function RunsPage({ slug, runs, page, pageSize, total }: Awaited<ReturnType<typeof loadRunsPage>>) {
  const t = useText(bulkEditsText);
  const s = useText(systemsText);
  const format = useFormat();
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} crumbs={[{ label: s.title, href: systemsPath(slug) }]} />
      {total === 0 ? (
        <EmptyState
          title={t.emptyTitle}
          icon="pencil"
          actions={<LinkButton href={systemsPath(slug, "?select=1")}>{t.toList}</LinkButton>}
        >
          <p>{t.emptyText}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t.title}
            rows={runs}
            rowKey={(run) => run.id}
            columns={[
              {
                id: "reason",
                heading: t.columns.reason,
                isRowHeader: true,
                cell: (run) => <a href={bulkEditPath(slug, run.id)}>{run.reason}</a>,
              },
              {
                id: "state",
                heading: t.columns.state,
                cell: (run) => (
                  <Tag tone={run.state === "applied" ? "success" : "neutral"}>{t.states[run.state]}</Tag>
                ),
              },
              {
                id: "changed",
                heading: t.columns.changed,
                align: "end",
                cell: (run) => format.number(run.changed),
              },
              { id: "by", heading: t.columns.by, cell: (run) => run.created_by_name },
              {
                id: "at",
                heading: t.columns.at,
                isNarrow: true,
                cell: (run) => <Timestamp at={run.applied_at} />,
              },
            ]}
          />
          <Pager page={page} pageSize={pageSize} total={total} />
        </>
      )}
    </>
  );
}
