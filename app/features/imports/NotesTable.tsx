import { useFormat, useText } from "../../text/useText.ts";
import { type Column, Table } from "../../ui/Table.tsx";
import { importsText } from "./imports.text.ts";

export interface Note {
  id: string;
  sheetRow: number;
  column: string;
  heading: string;
  value: string;
  reason: string;
}

/** Errors (or values to look at) by cell: row and column as in the sheet, what stood there, why. */
export function NotesTable({ caption, notes }: { caption: string; notes: readonly Note[] }) {
  const t = useText(importsText);
  const format = useFormat();
  const columns: Column<Note>[] = [
    {
      id: "row",
      heading: t.columns.row,
      align: "end",
      cell: (note) => format.number(note.sheetRow),
    },
    {
      id: "column",
      heading: t.columns.column,
      isRowHeader: true,
      cell: (note) => (note.heading ? `${note.column} – ${note.heading}` : note.column),
    },
    {
      id: "value",
      heading: t.columns.value,
      cell: (note) => <span className="break-anywhere">{note.value}</span>,
    },
    {
      id: "reason",
      heading: t.columns.reason,
      cell: (note) => <div className="row-details">{note.reason}</div>,
    },
  ];
  return <Table caption={caption} columns={columns} rows={notes} rowKey={(note) => note.id} />;
}
