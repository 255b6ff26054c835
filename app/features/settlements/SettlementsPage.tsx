import { useText } from "../../text/useText.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { Missing } from "../../ui/Values.tsx";
import type { loadSettlements } from "./pages.server.ts";
import type { SettlementState } from "./settlement.rules.ts";
import { yearPath } from "./settlements.paths.ts";
import { settlementsText } from "./settlements.text.ts";

type Data = Awaited<ReturnType<typeof loadSettlements>>;

const tones: Record<SettlementState, TagTone> = {
  open: "neutral",
  preliminary: "info",
  sent: "warning",
  approved: "info",
  invoiced: "info",
  closed: "success",
};

/** Where a settlement stands, in a word. */
export function StateTag({ state }: { state: SettlementState }) {
  const t = useText(settlementsText);
  return <Tag tone={tones[state]}>{t.states[state]}</Tag>;
}

/** Every year of every agreement that the organisation shares the cost of. */
export function SettlementsPage({ data: { slug, rows } }: { data: Data }) {
  const t = useText(settlementsText);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      {rows.length === 0 ? (
        <EmptyState title={t.emptyTitle} icon="cooperation">
          <p>{t.emptyText}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t.title}
          rows={rows}
          rowKey={(row) => `${row.id} ${row.year}`}
          columns={[
            {
              id: "agreement",
              heading: t.columns.agreement,
              isRowHeader: true,
              cell: (row) => (
                <a href={yearPath(slug, row.id, row.year)}>{t.yearTitle(row.title, row.year)}</a>
              ),
            },
            { id: "host", heading: t.columns.host, cell: (row) => row.host },
            {
              id: "key",
              heading: t.columns.key,
              cell: (row) => (row.has_key ? t.keyDecided : <span className="muted">{t.keyMissing}</span>),
            },
            {
              id: "budget",
              heading: t.columns.budget,
              cell: (row) => (row.budget_status ? t.budgetStates[row.budget_status] : <Missing />),
            },
            {
              id: "settlement",
              heading: t.columns.settlement,
              cell: (row) => (row.state ? <StateTag state={row.state} /> : <Missing />),
            },
          ]}
        />
      )}
    </>
  );
}
