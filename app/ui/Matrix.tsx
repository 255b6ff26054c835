import type { ReactNode } from "react";
import { ScrollRegion } from "./Table.tsx";

export interface MatrixColumn {
  id: string;
  label: string;
  href?: string;
}

export interface MatrixRow {
  id: string;
  label: ReactNode;
  /** Small line below the label. */
  note?: ReactNode;
}

export interface MatrixProps<Row extends MatrixRow, Col extends MatrixColumn> {
  caption: string;
  /** Heading of the row names. */
  corner: string;
  columns: readonly Col[];
  rows: readonly Row[];
  /** What stands where a row meets a column; null leaves the cell empty. Words, or a mark with words for the screen reader. */
  cell: (row: Row, column: Col) => ReactNode;
}

/** Rows against many narrow columns: column names stand upright, row and column names stay while scrolling, prints lying down. */
export function Matrix<Row extends MatrixRow, Col extends MatrixColumn>(props: MatrixProps<Row, Col>) {
  return (
    <ScrollRegion label={props.caption}>
      <table className="ds-table table matrix print-landscape" data-hover="">
        <caption className="ds-sr-only">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{props.corner}</th>
            {props.columns.map((column) => (
              <th key={column.id} scope="col" className="matrix-heading">
                <span>{column.href ? <a href={column.href}>{column.label}</a> : column.label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {row.label}
                {row.note && <span className="matrix-note">{row.note}</span>}
              </th>
              {props.columns.map((column) => (
                <td key={column.id}>{props.cell(row, column)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** A filled or open dot in a matrix; `label` is what it means ("i drift", "planerad"). */
export function MatrixMark({ label, kind = "full" }: { label: string; kind?: "full" | "half" | "open" }) {
  return (
    <span className="matrix-mark" data-kind={kind} title={label}>
      <span className="ds-sr-only">{label}</span>
    </span>
  );
}
