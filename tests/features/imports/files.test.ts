import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CheckedRow } from "#app/features/imports/check.rules.ts";
import type { ImportKind } from "#app/features/imports/fields.rules.ts";
import { type FileSource, lookAtFile, readCheckedRows } from "#app/features/imports/file.server.ts";
import { LEAVE_OUT, type Mapping, suggestMapping } from "#app/features/imports/headings.rules.ts";
import { sheetXml, workbook } from "./support/workbook.ts";

const SHARED = new URL("../../../../shared/data/real-files/", import.meta.url);

async function check(
  source: FileSource,
  mapping?: Mapping,
  kind: ImportKind = "systems",
): Promise<CheckedRow[]> {
  const { columns } = await lookAtFile(source);
  const rows: CheckedRow[] = [];
  const plan = { kind, mapping: mapping ?? suggestMapping(kind, columns) };
  for await (const text of readCheckedRows(source, plan, { batch: 7 })) rows.push(...JSON.parse(text));
  return rows;
}

const TABLE = [
  ["Eget id", "Produkt", "Leverantör", "Driftform", "Årskostnad (kr)", "Tagen i bruk", "Anteckning"],
  ["S-1", "Ärendehantering Ö", "Åkes AB", "egen drift", "1 250,50", "2020-01-31", 'säger "hej"; och, annat'],
  ["S-2", "Lön", "", "SaaS", "0", "3/4 2021", "rad ett\nrad två"],
  ["", "", "", "", "", "", ""],
  ["S-3", "Café–plan", "Œuvre AB", "nånstans", "mycket", "3/4/2021", "€ 100"],
];
const csv = (separator: string, newline = "\r\n") =>
  TABLE.map((cells) =>
    cells.map((cell) => (/[";,\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator),
  ).join(newline) + newline;

function windows1252(text: string): Buffer {
  const special: Record<string, number> = { "–": 0x96, "€": 0x80, Œ: 0x8c };
  return Buffer.from([...text].map((letter) => special[letter] ?? letter.charCodeAt(0)));
}

describe("same content, same result", async () => {
  const expected = await check(Buffer.from(csv(";")));
  const text = csv(";");
  const variants: [string, Buffer][] = [
    ["comma", Buffer.from(csv(","))],
    ["tab", Buffer.from(csv("\t"))],
    ["sep= line", Buffer.from(`sep=,\r\n${csv(",")}`)],
    ["UTF-8 with mark", Buffer.from(`\ufeff${text}`)],
    ["Windows-1252", windows1252(text)],
    ["UTF-16 little-endian", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16 big-endian", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["line feed", Buffer.from(csv(";", "\n"))],
    ["carriage return", Buffer.from(csv(";", "\r"))],
    ["no line end at the end", Buffer.from(text.trimEnd())],
    ["XLSX", workbook({ Blad1: sheetXml(TABLE) })],
  ];
  test("the rows are what the sheet shows", () => {
    expect(expected.map((row) => row.sheetRow)).toEqual([2, 3, 5]);
    expect(expected[0]).toEqual({
      sheetRow: 2,
      values: {
        own_id: "S-1",
        product: "Ärendehantering Ö",
        supplier: "Åkes AB",
        hosting_form: "on_premise",
        yearly_minor: 125050,
        taken_into_use_on: "2020-01-31",
        note: 'säger "hej"; och, annat',
      },
      names: { product: "ärendehantering ö", supplier: "åkes" },
      errors: [],
      warnings: [],
    });
    expect(expected[1]?.values).toMatchObject({ taken_into_use_on: "2021-04-03", note: "rad ett\nrad två" });
    expect(expected[2]?.errors.map(({ column, heading, code }) => [column, heading, code])).toEqual([
      ["D", "Driftform", "unknown_value"],
      ["E", "Årskostnad (kr)", "not_a_number"],
      ["F", "Tagen i bruk", "ambiguous_date"],
    ]);
    expect(expected[2]?.errors[0]).toMatchObject({
      value: "nånstans",
      allowed: expect.arrayContaining(["saas"]),
    });
  });
  test.each(variants)("%s", async (_, bytes) => {
    expect(await check(bytes)).toEqual(expected);
  });
});

describe("workbooks", () => {
  const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="4"/></cellXfs></styleSheet>`;
  const shared = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Produkt</t></si><si><r><t>Vis</t></r><r><t>ma_x000D_</t></r><rPh><t>utal</t></rPh></si></sst>`;
  test("shared and rich texts, dates, numbers, formulas with and without value", async () => {
    const rows = [
      [
        '<c t="s"><v>0</v></c>',
        "Tagen i bruk",
        "Retired on",
        "Antal användare",
        "Årskostnad",
        "Version",
        "Eget id",
      ],
      [
        '<c t="s"><v>1</v></c>',
        '<c s="1"><v>46115</v></c>',
        '<c s="2"><v>46115.5</v></c>',
        "<c><f>1+1</f><v>2</v></c>",
        '<c s="3"><v>1.1000000000000001</v></c>',
        "<c><v>2.1</v></c>",
        '<c t="str"><f>A1</f><v>=A&amp;B</v></c>',
      ],
      ["A", '<c t="e"><v>#REF!</v></c>', null, "<c><f>1+1</f></c>", '<c t="b"><v>1</v></c>', "1", "2"],
    ];
    const read = await check(
      workbook({ Blad1: sheetXml(rows) }, { "xl/styles.xml": styles, "xl/sharedStrings.xml": shared }),
    );
    expect(read[0]?.values).toEqual({
      product: "Visma",
      taken_into_use_on: "2026-04-03",
      retired_on: "2026-04-03",
      user_count: 2,
      yearly_minor: 110,
      version_text: "2.1",
      own_id: "=A&B",
    });
    expect(read[1]?.errors.map(({ column, code }) => [column, code])).toEqual([
      ["B", "formula_error"],
      ["D", "formula_error"],
      ["E", "not_a_number"],
    ]);
  });
  test("the first sheet, or the one that is named; rows keep their numbers", async () => {
    const bytes = workbook({
      Info: sheetXml([["Produkt"], ["Fel blad"]]),
      System: sheetXml([[], [null, "Produkt"], [], [null, "Rätt"]]),
    });
    expect((await lookAtFile(bytes)).samples).toEqual([{ sheetRow: 2, cells: ["Fel blad"] }]);
    const look = await lookAtFile(bytes, { sheet: "System" });
    expect(look).toMatchObject({
      sheets: ["Info", "System"],
      sheet: "System",
      headingRow: 2,
      rows: 1,
      filled: [1],
    });
    expect(look.samples).toEqual([{ sheetRow: 4, cells: ["", "Rätt"] }]);
    await expect(lookAtFile(bytes, { sheet: "Saknas" })).rejects.toMatchObject({ code: "unknown_sheet" });
  });
  test("the heading row can be chosen", async () => {
    const bytes = Buffer.from("Systemlista 2026\n\nProdukt;Version\nA;1\n");
    expect((await lookAtFile(bytes, { headingRow: 3 })).columns.map((one) => one.heading)).toEqual([
      "Produkt",
      "Version",
    ]);
    await expect(lookAtFile(bytes, { headingRow: 2 })).rejects.toMatchObject({ code: "heading_row_missing" });
    await expect(lookAtFile(bytes, { headingRow: 99 })).rejects.toMatchObject({
      code: "heading_row_missing",
    });
  });
});

describe("rows that are odd in themselves", () => {
  test("more cells than headings, and quotes that do not match, are errors of the row", async () => {
    const rows = await check(Buffer.from('Produkt;Version\nA;1;2\nB;"1"x"\nC;1;;;\n'));
    expect(rows.map((row) => row.errors.map(({ column, code }) => `${column} ${code}`))).toEqual([
      ["C too_many_cells"],
      ["A malformed_quotes"],
      [],
    ]);
  });
  test("every error of every row in one pass", async () => {
    const bad = Array.from({ length: 50 }, (_, i) => `P${i};x;y;z`).join("\n");
    const rows = await check(Buffer.from(`Produkt;Antal användare;Årskostnad;Tagen i bruk\n${bad}`));
    expect(rows.flatMap((row) => row.errors)).toHaveLength(150);
  });
});

describe.skipIf(!existsSync(SHARED))("real files (skipped when ../shared is not there)", () => {
  test("open-source products: 76 rows in Windows-1252", async () => {
    const bytes = readFileSync(new URL("open-source-products-cp1252.csv", SHARED));
    const look = await lookAtFile(bytes);
    expect(look).toMatchObject({ encoding: "windows-1252", separator: ";", rows: 76 });
    const mapping = suggestMapping("systems", look.columns);
    expect(mapping).toMatchObject({
      programvara: "product",
      url: "product_website",
      kategori: "functions",
      beskrivning: "note",
    });
    expect(mapping.anvands_av).toBeUndefined();
    const rows = await check(bytes, { ...mapping, anvands_av: LEAVE_OUT });
    expect(rows).toHaveLength(76);
    expect(rows.every((row) => typeof row.values.product === "string")).toBe(true);
    expect(rows.find((row) => row.values.product === "Drupal")?.values.product_website).toBe(
      "https://www.drupal.org/",
    );
  });
  test("IT contracts: products and suppliers out of 43 columns", async () => {
    const bytes = readFileSync(new URL("it-contracts-2021-cp1252.csv", SHARED));
    const look = await lookAtFile(bytes);
    expect(look).toMatchObject({ encoding: "windows-1252", rows: 360 });
    expect(look.columns).toHaveLength(43);
    const mapping = suggestMapping("products", look.columns);
    expect(mapping).toMatchObject({ "upphandlingens titel": "product", "namn för leverantör": "supplier" });
    const rows = await check(bytes, mapping, "products");
    expect(rows.filter((row) => row.values.supplier && row.values.product).length).toBeGreaterThan(300);
    expect(rows.flatMap((row) => row.errors)).toEqual([]);
  });
});
