/** A heading; level 1 is the document's own title and stands first. */
export interface PdfHeading {
  kind: "heading";
  level: 1 | 2 | 3;
  text: string;
  /** Begins a new page, unless it already stands at the top of one. */
  newPage?: boolean;
}

export interface PdfParagraph {
  kind: "paragraph";
  text: string;
  /** Smaller and grey: notes, definitions. */
  isNote?: boolean;
}

export interface PdfList {
  kind: "list";
  items: readonly string[];
}

export interface PdfTableColumn {
  heading: string;
  /** Share of the width, compared with the other columns; 1 when left out. */
  weight?: number;
  /** `end` for numbers. */
  align?: "end";
}

/** A line over the rows below it ("Vård och omsorg"). */
export interface PdfGroupRow {
  group: string;
}

/** A table; its headings are repeated on every page, a row is never cut by a page unless it is longer than one. */
export interface PdfTable {
  kind: "table";
  /** Shown over the table and read by screen readers. */
  caption: string;
  columns: readonly PdfTableColumn[];
  /** One text per column; the first names the row. */
  rows: readonly (readonly string[] | PdfGroupRow)[];
  /** Small type, for many columns. */
  isDense?: boolean;
}

/** Bars that lie down, each with one or two values: "today" and, hollow, "then". */
export interface PdfBars {
  kind: "bars";
  title: string;
  /** What the picture says, for those who do not see it. */
  alternative: string;
  legend: readonly string[];
  bars: readonly { label: string; values: readonly number[]; text: string }[];
}

/** Points in time on one line per thing, over whole years, with a line where today is. */
export interface PdfTimeline {
  kind: "timeline";
  title: string;
  alternative: string;
  /** Days as fractions of the axis, 0–1. */
  today: { at: number; label: string };
  /** Beginnings of years. */
  ticks: readonly { at: number; label: string }[];
  /** Meaning of the marks, by the index used in `points`. At most four. */
  legend: readonly string[];
  rows: readonly { label: string; points: readonly { at: number; mark: number }[] }[];
}

export type PdfBlock =
  | PdfHeading
  | PdfParagraph
  | PdfList
  | PdfTable
  | PdfBars
  | PdfTimeline
  | { kind: "newPage" };
