import type { PdfTable } from "./pdf-blocks.ts";
import { LINE, type PdfElement, type Sheet, type Type } from "./pdf-sheet.server.ts";
import { otherWork } from "./sheet.server.ts";

const PADDING = { x: 4, y: 3 };

interface Place {
  x: number;
  width: number;
  align: "left" | "right";
}

/** Draws a table from where the sheet stands. Other requests have their turn every few rows. */
export async function drawTable(sheet: Sheet, table: PdfTable): Promise<void> {
  const type: Type = { size: table.isDense ? 7 : 9 };
  const heading: Type = { ...type, font: "bold" };
  const places = placesOf(sheet, table);
  const head = table.columns.map((column) => column.heading);
  const headHeight = rowHeight(sheet, head, places, heading);

  sheet.keep(headHeight + 60);
  const element = sheet.tag("Table");
  sheet.tagged(
    "Caption",
    () => {
      sheet.write(table.caption, sheet.left, sheet.y, sheet.width, { size: 9, font: "bold" });
    },
    {},
    element,
  );
  sheet.y += sheet.height(table.caption, sheet.width, { size: 9, font: "bold" }) + 4;

  const headElement = sheet.tag("THead", {}, element);
  drawRow(sheet, head, {
    places,
    type: heading,
    parent: headElement,
    cell: () => ["TH", { scope: "Column" }],
  });
  headElement.end();
  const body = sheet.tag("TBody", {}, element);
  const most = sheet.bottom - sheet.left - headHeight - 40;
  for (const [index, row] of table.rows.entries()) {
    if (index % 20 === 19) await otherWork();
    if ("group" in row) {
      const height = sheet.height(row.group, sheet.width, heading) + 2 * PADDING.y + 4;
      // A group's name never stands alone at the foot of a page.
      breakPage(sheet, height + 24, () => drawHead(sheet, head, places, heading));
      const line = sheet.tag("TR", {}, body);
      sheet.tagged(
        "TH",
        () => {
          sheet.write(row.group, sheet.left + PADDING.x, sheet.y + PADDING.y + 4, sheet.width, heading);
        },
        { scope: "Row" },
        line,
      );
      line.end();
      sheet.y += height;
      sheet.rule(sheet.y);
      continue;
    }
    for (const part of parts(sheet, row, { places, type, most })) {
      breakPage(sheet, rowHeight(sheet, part, places, type), () => drawHead(sheet, head, places, heading));
      drawRow(sheet, part, {
        places,
        type,
        parent: body,
        cell: (column) => (column === 0 ? ["TH", { scope: "Row" }] : ["TD", {}]),
      });
    }
  }
  body.end();
  element.end();
  sheet.space(10);
}

function breakPage(sheet: Sheet, height: number, again: () => void): void {
  if (sheet.y + height <= sheet.bottom) return;
  sheet.newPage();
  again();
}

/** The headings once more on a new page; a screen reader has heard them already. */
function drawHead(sheet: Sheet, head: readonly string[], places: readonly Place[], type: Type): void {
  const y = sheet.y + PADDING.y;
  sheet.ornament(() => {
    for (const [index, place] of places.entries())
      sheet.write(head[index] ?? "", place.x, y, place.width, { ...type, align: place.align });
  }, "Pagination");
  sheet.y += rowHeight(sheet, head, places, type);
  sheet.rule(sheet.y);
}

function drawRow(
  sheet: Sheet,
  row: readonly string[],
  {
    places,
    type,
    parent,
    cell,
  }: {
    places: readonly Place[];
    type: Type;
    parent: PdfElement;
    cell: (column: number) => [string, Record<string, unknown>];
  },
): void {
  const line = sheet.tag("TR", {}, parent);
  const y = sheet.y + PADDING.y;
  for (const [index, place] of places.entries()) {
    const [name, options] = cell(index);
    sheet.tagged(
      name,
      () => {
        sheet.write(row[index] ?? "", place.x, y, place.width, { ...type, align: place.align });
      },
      options,
      line,
    );
  }
  line.end();
  sheet.y += rowHeight(sheet, row, places, type);
  sheet.rule(sheet.y, LINE);
}

function rowHeight(sheet: Sheet, row: readonly string[], places: readonly Place[], type: Type): number {
  const heights = places.map((place, index) => sheet.height(row[index] ?? "", place.width, type));
  return Math.max(...heights) + 2 * PADDING.y;
}

function placesOf(sheet: Sheet, table: PdfTable): Place[] {
  const weights = table.columns.map((column) => column.weight ?? 1);
  const sum = weights.reduce((one, other) => one + other, 0);
  let x = sheet.left;
  return table.columns.map((column, index) => {
    const width = (sheet.width * weights[index]!) / sum;
    const place: Place = {
      x: x + PADDING.x,
      width: width - 2 * PADDING.x,
      align: column.align === "end" ? "right" : "left",
    };
    x += width;
    return place;
  });
}

/** A row, or several when it is higher than a page: each cell's words are halved until the halves fit. Nothing is left out. */
function parts(
  sheet: Sheet,
  row: readonly string[],
  room: { places: readonly Place[]; type: Type; most: number },
): (readonly string[])[] {
  const longest = Math.max(...row.map((cell) => cell.length));
  if (longest < 2 || rowHeight(sheet, row, room.places, room.type) <= room.most) return [row];
  const halves = row.map(halved);
  return [
    ...parts(
      sheet,
      halves.map(([first]) => first),
      room,
    ),
    ...parts(
      sheet,
      halves.map(([, second]) => second),
      room,
    ),
  ];
}

function halved(text: string): [string, string] {
  const words = text.split(" ");
  if (words.length > 1) {
    const middle = Math.ceil(words.length / 2);
    return [words.slice(0, middle).join(" "), words.slice(middle).join(" ")];
  }
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}
