import type { BulkChange } from "#db/schema/bulk-edits.ts";
import { useText } from "../../text/useText.ts";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { fieldLabel, fieldsText } from "../systems/fields.text.ts";
import { systemsFormText } from "../systems/form.text.ts";
import { usagePath } from "../systems/systems.paths.ts";
import { UsageCell } from "../systems/UsageCell.tsx";
import { bulkEditsText } from "./bulk-edits.text.ts";

/** A row of a preview, a run or a revert. */
export interface RowLine {
  record: string;
  name: string;
  changes: Record<string, BulkChange>;
  /** What becomes or became of it, in words. */
  outcome: string;
  tone?: "success" | "warning" | "neutral" | "info";
  problem: string | null;
  problem_field?: string | null;
}

/** Why a row is left as it is, in words. */
export function useProblemWords() {
  const t = useText(bulkEditsText);
  const s = useText(systemsFormText);
  const f = useText(fieldsText);
  return (problem: string, field?: string | null) => {
    const own = t.problems[problem];
    if (own) return own;
    const words = s.errors[problem] ?? problem;
    return field && field in f.fields ? s.errorAt(fieldLabel(f, field), words) : words;
  };
}

/** Systems with what changes in each of them. `side` new: from old to new; old: back again. */
export function RowsTable({
  slug,
  rows,
  side = "new",
}: {
  slug: string;
  rows: readonly RowLine[];
  side?: "new" | "old";
}) {
  const t = useText(bulkEditsText);
  const words = useProblemWords();
  const columns: Column<RowLine>[] = [
    {
      id: "system",
      heading: t.columns.system,
      isRowHeader: true,
      cell: (row) => <a href={usagePath(slug, row.record)}>{row.name}</a>,
    },
    { id: "outcome", heading: t.columns.outcome, cell: (row) => <Tag tone={row.tone}>{row.outcome}</Tag> },
    {
      id: "change",
      heading: t.columns.change,
      cell: (row) =>
        row.problem ? words(row.problem, row.problem_field) : <Changes changes={row.changes} side={side} />,
    },
  ];
  return <Table caption={t.rowsCaption} columns={columns} rows={rows} rowKey={(row) => row.record} />;
}

function Changes({ changes, side }: { changes: RowLine["changes"]; side: "new" | "old" }) {
  const t = useText(bulkEditsText);
  const f = useText(fieldsText);
  return (
    <ul className="plain-list">
      {Object.entries(changes).map(([key, change]) => {
        const [from, to] = side === "new" ? (["old", "new"] as const) : (["new", "old"] as const);
        return (
          <li key={key}>
            {fieldLabel(f, key)}: <Value field={key} change={change} side={from} />{" "}
            <span aria-hidden="true">→</span>
            <span className="ds-sr-only">{t.becomes}</span> <Value field={key} change={change} side={to} />
          </li>
        );
      })}
    </ul>
  );
}

function Value({ field, change, side }: { field: string; change: BulkChange; side: "new" | "old" }) {
  const t = useText(bulkEditsText);
  const value = change[`${side}_name`] ?? change[side];
  return value === null ? <em>{t.empty}</em> : <UsageCell field={field} value={value} />;
}
