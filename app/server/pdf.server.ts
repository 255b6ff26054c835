import { formatInstant } from "../text/format.ts";
import type { PdfBlock } from "./pdf-blocks.ts";
import { drawBars, drawTimeline } from "./pdf-charts.server.ts";
import { MUTED, Sheet, type SheetOptions, type Type } from "./pdf-sheet.server.ts";
import { drawTable } from "./pdf-table.server.ts";

export const PDF_TYPE = "application/pdf";

export interface PdfDocument extends SheetOptions {
  /** The word for page and how "page 2 of 5" is written, in the document's language. */
  pageOf: (page: number, pages: number) => string;
  blocks: readonly PdfBlock[];
}

const HEADINGS: Record<1 | 2 | 3, Type> = {
  1: { size: 19, font: "bold" },
  2: { size: 13, font: "bold" },
  3: { size: 10.5, font: "bold" },
};
const TEXT: Type = { size: 10 };
const NOTE: Type = { size: 8.5, color: MUTED };

/**
 * A PDF for a meeting or an archive: A4, tagged for screen readers (PDF/UA: title, language, headings, tables with headings, pictures
 * with alternatives), embedded type with Swedish, Sami and Finnish letters, and on every page title, time, author and page number.
 *
 * The words come from the feature's text file, already formatted (`formatsFor`): the document knows headings, paragraphs, lists, tables,
 * bars and timelines (`pdf-blocks.ts`) and nothing else.
 *
 * @example
 * const bytes = await pdfFile({
 *   title: t.title, author: tenant.name, locale, createdAt: now, pageOf: t.pageOf,
 *   blocks: [
 *     { kind: "heading", level: 1, text: t.title },
 *     { kind: "paragraph", text: t.lead },
 *     { kind: "table", caption: t.answers, columns: [{ heading: t.who, weight: 2 }, { heading: t.count, align: "end" }], rows },
 *   ],
 * });
 * return download(bytes, { name: `svar-${today}.pdf`, type: PDF_TYPE, rows: rows.length, isCut: false });
 *
 * @returns the file; other requests have their turn between portions of it, but bound the rows all the same (1,000 rows: about a second)
 */
export async function pdfFile(document: PdfDocument): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = new Sheet(document);
  for (const block of document.blocks) await draw(sheet, block);
  const left = [document.title, document.author, formatInstant(document.createdAt, document.locale)].join(
    " · ",
  );
  return sheet.finish((page, pages) => ({ left, right: document.pageOf(page, pages) }));
}

async function draw(sheet: Sheet, block: PdfBlock): Promise<void> {
  switch (block.kind) {
    case "newPage":
      return sheet.newPage();
    case "heading": {
      if (block.newPage) sheet.newPage();
      sheet.space(block.level === 1 ? 0 : 8);
      // A heading does not stand alone at the foot of a page.
      sheet.keep(70);
      return paragraph(sheet, block.text, HEADINGS[block.level], { tag: `H${block.level}`, after: 6 });
    }
    case "paragraph":
      return paragraph(sheet, block.text, block.isNote ? NOTE : TEXT, { tag: "P", after: 6 });
    case "list":
      return list(sheet, block.items);
    case "table":
      return drawTable(sheet, block);
    case "bars":
      return drawBars(sheet, block);
    case "timeline":
      return drawTimeline(sheet, block);
  }
}

function paragraph(
  sheet: Sheet,
  text: string,
  type: Type,
  { tag, after }: { tag: string; after: number },
): void {
  for (const part of pieces(sheet, text, type)) {
    const height = sheet.height(part, sheet.width, type);
    sheet.keep(height);
    sheet.tagged(tag, () => sheet.write(part, sheet.left, sheet.y, sheet.width, type));
    sheet.y += height;
  }
  sheet.y += after;
}

/** A text longer than half a page is set in pieces, so that none has to be cut by a page. */
function pieces(sheet: Sheet, text: string, type: Type): string[] {
  if (sheet.height(text, sheet.width, type) < sheet.bottom / 2) return [text];
  const words = text.split(" ");
  if (words.length < 2) return [text];
  const middle = Math.ceil(words.length / 2);
  return [words.slice(0, middle), words.slice(middle)].flatMap((half) => pieces(sheet, half.join(" "), type));
}

const BULLET = 12;

function list(sheet: Sheet, items: readonly string[]): void {
  const width = sheet.width - BULLET;
  const element = sheet.tag("L");
  for (const item of items) {
    const height = sheet.height(item, width, TEXT);
    sheet.keep(height);
    const line = sheet.tag("LI", {}, element);
    sheet.tagged("Lbl", () => sheet.write("•", sheet.left + 2, sheet.y, BULLET, TEXT), {}, line);
    sheet.tagged("LBody", () => sheet.write(item, sheet.left + BULLET, sheet.y, width, TEXT), {}, line);
    line.end();
    sheet.y += height + 3;
  }
  element.end();
  sheet.y += 5;
}
