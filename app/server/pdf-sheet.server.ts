import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { Locale } from "../text/text.ts";

export const INK = "#1a1a1a";
export const MUTED = "#4d4d4d";
export const LINE = "#b8b8b8";
export const ACCENT = "#1f5a87";

const MARGIN = 48;
/** Room below the text for the line at the foot of each page. */
const FOOT = 34;
const installed = createRequire(import.meta.url);
// Whole fonts: the pages' own are cut up by alphabet, and Sami and Finnish place names would fall between the pieces.
const FONTS = {
  regular: installed.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
  bold: installed.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"),
};

// The types on DefinitelyTyped do not know this one yet.
const ACCESSIBLE = "PDF/UA" as string as PDFKit.Mixins.PDFSubsets;

export interface SheetOptions {
  title: string;
  subject?: string;
  author: string;
  locale: Locale;
  createdAt: Date;
  isLandscape?: boolean;
}

export interface Type {
  size: number;
  font?: keyof typeof FONTS;
  color?: string;
  align?: "left" | "right";
}

type Element = ReturnType<PDFKit.PDFDocument["struct"]>;

/**
 * Pages of A4 with a place where the next thing goes, and the tree of tags beside them that tells a screen reader what is a
 * heading, a table, a picture. Knows nothing of what the document is about.
 */
export class Sheet {
  readonly pdf: PDFKit.PDFDocument;
  readonly width: number;
  readonly left = MARGIN;
  private readonly root: Element;
  private readonly chunks: Uint8Array[] = [];
  private readonly whole: Promise<void>;
  y = MARGIN;

  constructor(options: SheetOptions) {
    this.pdf = new PDFDocument({
      size: "A4",
      layout: options.isLandscape ? "landscape" : "portrait",
      margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
      bufferPages: true,
      pdfVersion: "1.7",
      subset: ACCESSIBLE,
      tagged: true,
      displayTitle: true,
      lang: options.locale === "sv" ? "sv-SE" : "en-GB",
      font: FONTS.regular,
      info: {
        Title: options.title,
        Author: options.author,
        Subject: options.subject ?? options.title,
        Creator: "Samverka",
        CreationDate: options.createdAt,
      },
    });
    this.whole = new Promise((resolve, reject) => {
      this.pdf.on("data", (chunk: Uint8Array) => this.chunks.push(chunk));
      this.pdf.on("end", () => resolve());
      this.pdf.on("error", reject);
    });
    this.width = this.pdf.page.width - 2 * MARGIN;
    this.root = this.pdf.struct("Document");
    this.pdf.addStructure(this.root);
  }

  /** Where a page's text ends. */
  get bottom(): number {
    return this.pdf.page.height - MARGIN - FOOT;
  }

  get isAtTop(): boolean {
    return this.y <= MARGIN;
  }

  newPage(): void {
    if (this.isAtTop) return;
    this.pdf.addPage();
    this.y = MARGIN;
  }

  /** Goes on on a new page unless `height` is left on this one. */
  keep(height: number): void {
    if (this.y + height > this.bottom) this.newPage();
  }

  space(height: number): void {
    if (!this.isAtTop) this.y += height;
  }

  /** How high a text becomes, in points. */
  height(text: string, width: number, type: Type): number {
    return this.set(type).heightOfString(text === "" ? " " : text, { width });
  }

  /** Writes at a place, without moving on. */
  write(text: string, x: number, y: number, width: number, type: Type): void {
    this.set(type).text(text, x, y, { width, align: type.align ?? "left", lineBreak: true });
  }

  /** A tag in the document's tree, or in another tag; ended by whoever opened it when it holds others. */
  tag(name: string, options: Record<string, unknown> = {}, parent: Element = this.root): Element {
    const element = this.pdf.struct(name, options);
    parent.add(element);
    return element;
  }

  /** What `draw` draws is read as one thing of this kind. */
  tagged(name: string, draw: () => void, options: Record<string, unknown> = {}, parent?: Element): void {
    const element = this.tag(name, options, parent);
    element.add(draw);
    element.end();
  }

  /** What `draw` draws is ornament: lines, repeated headings, page numbers. Not read aloud. */
  ornament(draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
    this.pdf.markContent("Artifact", { type });
    draw();
    this.pdf.endMarkedContent();
  }

  rule(y: number, color = LINE): void {
    this.ornament(() => {
      this.pdf
        .moveTo(this.left, y)
        .lineTo(this.left + this.width, y)
        .lineWidth(0.5)
        .stroke(color);
    });
  }

  /** Writes the foot of every page and gives the file. `foot` is told the page's number and how many there are. */
  async finish(foot: (page: number, pages: number) => { left: string; right: string }) {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let index = 0; index < count; index++) {
      this.pdf.switchToPage(start + index);
      // Below the margin the library would begin a new page.
      this.pdf.page.margins.bottom = 0;
      const { left, right } = foot(index + 1, count);
      const y = this.pdf.page.height - MARGIN - 6;
      const type: Type = { size: 8, color: MUTED };
      this.ornament(() => {
        this.write(clipped(this, left, this.width - 90, type), this.left, y, this.width - 90, type);
        this.write(right, this.left + this.width - 80, y, 80, { ...type, align: "right" });
      }, "Pagination");
    }
    this.root.end();
    this.pdf.end();
    await this.whole;
    const bytes = new Uint8Array(this.chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of this.chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }

  private set({ size, font = "regular", color = INK }: Type): PDFKit.PDFDocument {
    // By path, not by a registered name: the library reads a file again on every change to a name that stands for a font it knows.
    return this.pdf.font(FONTS[font]).fontSize(size).fillColor(color);
  }
}

export type { Element as PdfElement };

/** The text cut to one line of the width, with "…" when something is left out. */
export function clipped(sheet: Sheet, text: string, width: number, type: Type): string {
  const fits = (part: string) => sheet.height(part, width, type) < type.size * 1.8;
  if (fits(text)) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${text.slice(0, middle).trimEnd()}…`)) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low).trimEnd()}…`;
}
