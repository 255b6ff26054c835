import { extractText, getDocumentProxy, getMeta } from "unpdf";
import { describe, expect, test } from "vitest";
import { pdfFile } from "#app/server/pdf.server.ts";
import type { PdfBlock } from "#app/server/pdf-blocks.ts";

const file = (blocks: PdfBlock[], more = {}) =>
  pdfFile({
    title: "Möte om överlapp",
    author: "Jokkmokk",
    locale: "sv",
    createdAt: new Date("2026-05-01T10:00:00Z"),
    pageOf: (page, pages) => `Sida ${page} av ${pages}`,
    blocks,
    ...more,
  });

async function pages(bytes: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(bytes.slice()), { mergePages: false });
  return text;
}

describe("what a PDF holds", () => {
  test("Swedish, Sami and typographic characters come back as they were written, under title and language", async () => {
    const words = "Jåhkåmåhkke – Övertorneå, Đáŋŋe “Äpple” 1 234 kr";
    const bytes = await file([
      { kind: "heading", level: 1, text: "Möte" },
      { kind: "paragraph", text: words },
      { kind: "list", items: ["Första", "Andra"] },
    ]);
    const [page] = await pages(bytes);
    expect(page).toContain(words);
    expect(page).toContain("• Första");
    expect(page).toContain("Möte om överlapp · Jokkmokk · 2026-05-01 12:00");
    expect(page).toContain("Sida 1 av 1");
    const { info } = await getMeta(bytes.slice());
    expect(info).toMatchObject({ Title: "Möte om överlapp", Author: "Jokkmokk", Language: "sv-SE" });
  });

  test("headings, lists, tables and pictures are tagged", async () => {
    const bytes = await file([
      { kind: "heading", level: 1, text: "Möte" },
      {
        kind: "table",
        caption: "Priser",
        columns: [{ heading: "Vem" }, { heading: "Pris", align: "end" }],
        rows: [["Arjeplog", "5"]],
      },
      {
        kind: "bars",
        title: "Antal",
        alternative: "Två i dag, en sedan",
        legend: ["I dag"],
        bars: [{ label: "Vård", values: [2], text: "2" }],
      },
      {
        kind: "timeline",
        title: "Tid",
        alternative: "Slutar 2027",
        today: { at: 0, label: "I dag" },
        ticks: [{ at: 0, label: "2026" }],
        legend: ["slut"],
        rows: [{ label: "Treserva", points: [{ at: 0.5, mark: 0 }] }],
      },
    ]);
    const page = await (await getDocumentProxy(bytes.slice())).getPage(1);
    const tree = JSON.stringify(await page.getStructTree());
    for (const role of ["H1", "Table", "Caption", "THead", "TH", "TD", "Figure"])
      expect(tree).toContain(`"${role}"`);
    expect(tree).toContain("Två i dag, en sedan");
  });
});

describe("over several pages", () => {
  const columns = [{ heading: "Funktion" }, { heading: "Produkter", weight: 3 }];

  test("a table repeats its headings, numbers its pages and loses no row", async () => {
    const rows = Array.from({ length: 120 }, (_, n) =>
      n % 40 === 0 ? { group: `Område ${n}` } : [`Rad ${n}.`, "Produkt"],
    );
    const found = await pages(await file([{ kind: "table", caption: "Alla", columns, rows }]));
    expect(found.length).toBeGreaterThan(2);
    for (const [index, page] of found.entries()) {
      expect(page).toContain("Funktion Produkter");
      expect(page).toContain(`Sida ${index + 1} av ${found.length}`);
    }
    const all = found.join("\n");
    for (const [n, row] of rows.entries()) expect(all).toContain("group" in row ? row.group : `Rad ${n}.`);
  });

  test("a cell and a paragraph longer than a page lose no word", async () => {
    const words = Array.from({ length: 1600 }, (_, n) => `ord${n}`);
    const found = await pages(
      await file([
        { kind: "table", caption: "Lång", columns, rows: [["En", words.join(" ")]] },
        { kind: "paragraph", text: words.map((word) => `och${word}`).join(" ") },
      ]),
    );
    const all = new Set(found.join(" ").split(/\s+/));
    expect(words.filter((word) => !all.has(word) || !all.has(`och${word}`))).toEqual([]);
  });

  test("nothing is written when there is nothing, and lying pages are wider than high", async () => {
    expect(await pages(await file([]))).toHaveLength(1);
    const page = await (await getDocumentProxy(await file([], { isLandscape: true }))).getPage(1);
    const { width, height } = page.getViewport({ scale: 1 });
    expect(width).toBeGreaterThan(height);
  });
});
