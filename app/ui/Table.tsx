import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useText } from "../text/useText.ts";
import { Icon } from "./Icon.tsx";
import { sortedQuery, sortState } from "./query.ts";
import { moveBetweenRows } from "./rowKeys.ts";
import { uiText } from "./ui.text.ts";

export interface Column<Row> {
  /** Also the word in `?sort=`. */
  id: string;
  heading: string;
  cell: (row: Row) => ReactNode;
  /** `end` for numbers, so that digits stand below each other. */
  align?: "end";
  /** The cell that names the row; one per table. */
  isRowHeader?: boolean;
  isSortable?: boolean;
  /** Keeps short values on one line. */
  isNarrow?: boolean;
}

export interface TableProps<Row> {
  /** Says what the table holds; read by screen readers, shown only with `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** How the rows are sorted: "name" ascending, "-name" descending. */
  sort?: string;
  /** Rows of sums below the list. */
  footer?: ReactNode;
}

/**
 * A list as a table: caption, sortable headings as links (`?sort=`), headings that stay while scrolling, sideways scrolling in a
 * region that the keyboard reaches. Arrow up and down move between the rows.
 */
export function Table<Row>({ caption, showCaption, columns, rows, rowKey, sort, footer }: TableProps<Row>) {
  return (
    <ScrollRegion label={caption}>
      <table className="ds-table table" data-hover="">
        <caption className={showCaption ? undefined : "ds-sr-only"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.id} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={moveBetweenRows}>
          {rows.map((row) => (
            <tr key={rowKey(row)}>{columns.map((column) => renderCell(column, row))}</tr>
          ))}
        </tbody>
        {footer && <tfoot>{footer}</tfoot>}
      </table>
    </ScrollRegion>
  );
}

function renderCell<Row>(column: Column<Row>, row: Row) {
  const looks = { "data-align": column.align, "data-narrow": column.isNarrow || undefined };
  if (column.isRowHeader) {
    return (
      <th key={column.id} scope="row" {...looks}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td key={column.id} {...looks}>
      {column.cell(row)}
    </td>
  );
}

function Heading({
  column,
  sort,
}: {
  column: Pick<Column<never>, "id" | "heading" | "align" | "isSortable">;
  sort?: string;
}) {
  const { search } = useLocation();
  const state = sortState(sort, column.id);
  if (!column.isSortable) {
    return (
      <th scope="col" data-align={column.align}>
        {column.heading}
      </th>
    );
  }
  return (
    <th
      scope="col"
      data-align={column.align}
      data-sortable=""
      aria-sort={state === "none" ? undefined : state}
    >
      <a href={sortedQuery(search, sort, column.id)}>
        {column.heading}
        <Icon name={state === "none" ? "sort" : state === "ascending" ? "sortUp" : "sortDown"} />
      </a>
    </th>
  );
}

/** Lets wide content scroll sideways without the page doing so; reachable and named for keyboard and screen reader. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  const t = useText(uiText);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-region" aria-label={t.scrollable(label)} tabIndex={0}>
      {children}
    </section>
  );
}
