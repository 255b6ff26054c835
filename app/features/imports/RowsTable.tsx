import { useFormat, useText } from "../../text/useText.ts";
import { Button } from "../../ui/Button.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { usagePath } from "../systems/systems.paths.ts";
import type { ImportKind } from "./fields.rules.ts";
import { importsText } from "./imports.text.ts";

export interface RowLine {
  sheetRow: number;
  name: string;
  action: string | null;
  reason: string | null;
  reasonRow: number | null;
  target: string | null;
  changes: { field: string; label: string; old: string | null; new: string | null }[];
  isChangedSince: boolean;
  outcome: string | null;
  outcomeReason: string | null;
  notes: { column: string; heading: string; reason: string; isWarning: boolean }[];
  candidates: { id: string; name: string }[];
  picked: string | null;
  fresh: string;
}

type Rows = { slug: string; kind: ImportKind; rows: readonly RowLine[]; caption: string };

const TONES = {
  create: "success",
  update: "info",
  unchanged: "neutral",
  skip: "neutral",
  error: "danger",
} as const;

/** Rows of the file with what becomes of each: from what to what, or why not. */
export function RowsTable({ slug, kind, rows, caption, mayPick = false }: Rows & { mayPick?: boolean }) {
  const t = useText(importsText);
  const format = useFormat();
  const actions: Record<string, string> = t.run.actions;
  const columns: Column<RowLine>[] = [
    { id: "row", heading: t.columns.row, align: "end", cell: (row) => format.number(row.sheetRow) },
    {
      id: "record",
      heading: t.columns.record,
      isRowHeader: true,
      cell: (row) =>
        row.target && kind !== "products" ? (
          <a
            className="ds-link"
            href={kind === "systems" ? usagePath(slug, row.target) : `/${slug}/contracts/${row.target}`}
          >
            {row.name || t.rows.unnamed}
          </a>
        ) : (
          row.name || t.rows.unnamed
        ),
    },
    {
      id: "action",
      heading: t.columns.action,
      cell: (row) =>
        row.action && (
          <>
            <Tag tone={TONES[row.action as keyof typeof TONES]}>{actions[row.action]}</Tag>
            {row.isChangedSince && (
              <>
                {" "}
                <Tag tone="warning">{t.rows.changedSince}</Tag>
              </>
            )}
          </>
        ),
    },
    { id: "changes", heading: t.columns.changes, cell: (row) => <RowDetails row={row} mayPick={mayPick} /> },
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={(row) => String(row.sheetRow)} />;
}

function RowDetails({ row, mayPick }: { row: RowLine; mayPick: boolean }) {
  const t = useText(importsText);
  const reasons: Record<string, ((row: string) => string) | undefined> = t.rows.skipReasons;
  const skipped = row.reason && reasons[row.reason]?.(String(row.reasonRow ?? ""));
  return (
    <div className="row-details">
      {skipped}
      {row.changes.length > 0 && <ChangeList changes={row.changes} />}
      {row.notes.length > 0 && (
        <ul className="ds-list">
          {row.notes.map((note) => (
            <li key={note.column + note.reason}>
              {note.heading ? `${note.column} – ${note.heading}: ` : ""}
              {note.reason}
            </li>
          ))}
        </ul>
      )}
      {mayPick && row.candidates.length > 0 && <Pick row={row} />}
    </div>
  );
}

function ChangeList({ changes }: Pick<RowLine, "changes">) {
  const t = useText(importsText);
  return (
    <ul className="ds-list">
      {changes.map((change) => (
        <li key={change.field}>
          {change.label}: <span className="ds-sr-only">{t.rows.from} </span>
          <del>{change.old ?? t.rows.cleared}</del> <span aria-hidden="true">→</span>
          <span className="ds-sr-only"> {t.rows.to} </span> <ins>{change.new ?? t.rows.cleared}</ins>
        </li>
      ))}
    </ul>
  );
}

/** The person says which system the row is about. */
function Pick({ row }: { row: RowLine }) {
  const t = useText(importsText);
  const id = `pick-${row.sheetRow}`;
  const value = row.picked === row.fresh ? "new" : (row.picked ?? "");
  return (
    <form method="post" className="form form-inline">
      <input type="hidden" name="row" value={row.sheetRow} />
      <label className="ds-label" htmlFor={id}>
        {t.rows.pick}
      </label>
      <select className="ds-input" id={id} name="choice" defaultValue={value} required>
        <option value="">{t.mapping.choose}</option>
        {row.candidates.map((candidate) => (
          <option key={candidate.id} value={candidate.id}>
            {candidate.name}
          </option>
        ))}
        <option value="new">{t.rows.pickNew}</option>
      </select>
      <Button type="submit" variant="secondary">
        {t.rows.savePick}
      </Button>
    </form>
  );
}
