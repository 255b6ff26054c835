import type { PdfBars, PdfTimeline } from "./pdf-blocks.ts";
import { ACCENT, clipped, INK, LINE, MUTED, type Sheet, type Type } from "./pdf-sheet.server.ts";
import { otherWork } from "./sheet.server.ts";

const SMALL: Type = { size: 8 };
const TITLE: Type = { size: 9, font: "bold" };
const ROW = 17;
const LABEL = 0.34;

/** Bars with their numbers written out; the second value of a bar is drawn hollow under the first. */
export async function drawBars(sheet: Sheet, chart: PdfBars): Promise<void> {
  const most = Math.max(1, ...chart.bars.flatMap((bar) => bar.values));
  const label = sheet.width * LABEL;
  const room = sheet.width * 0.42;
  await drawRows(sheet, chart, {
    head: () => drawLegend(sheet, chart.legend, (x, y, mark) => bar(sheet, x, y, 10, mark)),
    row: (index, y) => {
      const one = chart.bars[index]!;
      sheet.write(clipped(sheet, one.label, label - 8, SMALL), sheet.left, y + 3, label - 8, SMALL);
      const each = 11 / Math.max(1, one.values.length);
      one.values.forEach((value, mark) => {
        bar(sheet, sheet.left + label, y + 3 + mark * each, (room * value) / most, mark, each - 1);
      });
      const x = sheet.left + label + room + 8;
      sheet.write(one.text, x, y + 3, sheet.left + sheet.width - x, SMALL);
    },
    rows: chart.bars.length,
  });
}

function bar(sheet: Sheet, x: number, y: number, width: number, mark: number, height = 6): void {
  if (width <= 0) return;
  sheet.pdf.rect(x, y, width, height).lineWidth(0.8);
  if (mark === 0) sheet.pdf.fill(ACCENT);
  else sheet.pdf.stroke(ACCENT);
}

/** Points on lines over years. Marks differ in form, not only in colour. */
export async function drawTimeline(sheet: Sheet, chart: PdfTimeline): Promise<void> {
  const label = sheet.width * LABEL;
  const axis = { x: sheet.left + label, width: sheet.width - label - 8 };
  const at = (part: number) => axis.x + axis.width * part;
  // A little above each other, so that two kinds on one day are both seen.
  const lane = (mark: number) => ROW / 2 + (mark - (chart.legend.length - 1) / 2) * 2.6;
  await drawRows(sheet, chart, {
    head: () => {
      drawLegend(sheet, chart.legend, (x, y, mark) => point(sheet, x + 4, y + 3, mark));
      for (const tick of chart.ticks)
        sheet.write(tick.label, at(tick.at) - 14, sheet.y, 40, { ...SMALL, color: MUTED });
      sheet.y += 12;
    },
    row: (index, y) => {
      const one = chart.rows[index]!;
      for (const tick of chart.ticks) vertical(sheet, at(tick.at), y, LINE, 0.4);
      vertical(sheet, at(chart.today.at), y, ACCENT, 1.2);
      sheet.write(clipped(sheet, one.label, label - 8, SMALL), sheet.left, y + 3, label - 8, SMALL);
      sheet.pdf
        .moveTo(axis.x, y + ROW / 2)
        .lineTo(axis.x + axis.width, y + ROW / 2)
        .lineWidth(0.3)
        .stroke(LINE);
      for (const { at: part, mark } of one.points) point(sheet, at(part), y + lane(mark), mark);
    },
    rows: chart.rows.length,
  });
  const type = { ...SMALL, color: MUTED };
  sheet.tagged("P", () => sheet.write(chart.today.label, sheet.left, sheet.y, sheet.width, type));
  sheet.y += 16;
}

/** A picture page by page: title, legend, then as many rows as fit; every part is a figure with the whole alternative text. */
async function drawRows(
  sheet: Sheet,
  chart: { title: string; alternative: string },
  { head, row, rows }: { head: () => void; row: (index: number, y: number) => void; rows: number },
): Promise<void> {
  sheet.keep(90);
  sheet.tagged("P", () => sheet.write(chart.title, sheet.left, sheet.y, sheet.width, TITLE));
  sheet.y += sheet.height(chart.title, sheet.width, TITLE) + 4;
  let next = 0;
  do {
    const fit = Math.max(1, Math.floor((sheet.bottom - sheet.y - 30) / ROW));
    const end = Math.min(rows, next + fit);
    const box = [sheet.left, sheet.y, sheet.left + sheet.width, sheet.y + 30 + (end - next) * ROW];
    sheet.tagged(
      "Figure",
      () => {
        head();
        for (; next < end; next++) {
          row(next, sheet.y);
          sheet.y += ROW;
        }
      },
      { alt: chart.alternative, bbox: box, placement: "Block" },
    );
    if (next < rows) sheet.newPage();
    await otherWork();
  } while (next < rows);
  sheet.y += 8;
}

function drawLegend(
  sheet: Sheet,
  legend: readonly string[],
  mark: (x: number, y: number, index: number) => void,
): void {
  const width = sheet.width / Math.max(1, legend.length);
  legend.forEach((text, index) => {
    const x = sheet.left + index * width;
    mark(x, sheet.y + 2, index);
    sheet.write(clipped(sheet, text, width - 20, SMALL), x + 15, sheet.y, width - 16, SMALL);
  });
  sheet.y += 15;
}

function vertical(sheet: Sheet, x: number, y: number, color: string, width: number): void {
  sheet.pdf
    .moveTo(x, y)
    .lineTo(x, y + ROW)
    .lineWidth(width)
    .stroke(color);
}

/** Dot, square, triangle, ring. */
function point(sheet: Sheet, x: number, y: number, mark: number): void {
  const { pdf } = sheet;
  if (mark === 0) pdf.circle(x, y, 3.4).fill(ACCENT);
  else if (mark === 1) pdf.rect(x - 3, y - 3, 6, 6).fill("#9a4a00");
  else if (mark === 2) pdf.polygon([x, y - 4], [x + 4, y + 3], [x - 4, y + 3]).fill(INK);
  else pdf.circle(x, y, 3).lineWidth(1.2).stroke(INK);
}
