import { useFormat, useText } from "../../text/useText.ts";
import { Section } from "../../ui/PageHeader.tsx";
import { Meter } from "../../ui/Progress.tsx";
import { Table } from "../../ui/Table.tsx";
import { confirmationsText } from "./confirmations.text.ts";
import type { Freshness } from "./freshness.server.ts";

/** How fresh the shared records are, per organisation of a cooperation. */
export function FreshnessTable({ rows }: { rows: readonly Freshness[] }) {
  const t = useText(confirmationsText);
  const format = useFormat();
  if (rows.length === 0) return null;
  return (
    <Section title={t.freshness} id="freshness">
      <p className="muted">{t.freshnessLead}</p>
      <Table
        caption={t.freshness}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { id: "name", heading: t.organisation, isRowHeader: true, cell: (row) => row.name },
          {
            id: "share",
            heading: t.share,
            cell: (row) => <Meter label={`${row.name}: ${t.share}`} value={row.confirmed / row.systems} />,
          },
          {
            id: "systems",
            heading: t.shared,
            align: "end",
            cell: (row) => format.number(row.systems),
          },
        ]}
      />
    </Section>
  );
}
