import { unzipSync } from "fflate";
import readExcel from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import { csvFile } from "#app/server/csv.server.ts";
import type { SheetColumn, SheetRow } from "#app/server/sheet.server.ts";
import { xlsxFile } from "#app/server/xlsx.server.ts";

const columns: SheetColumn[] = [
  { heading: "Namn", kind: "text" },
  { heading: "Antal", kind: "number" },
  { heading: "Slut", kind: "day" },
  { heading: "Kostnad", kind: "money" },
];
const rows: SheetRow[] = [
  ['Räksmörgås; "stor"', 12, "2026-12-31", 123450],
  ['=HYPERLINK("x")', -3, null, -5],
  ["-5", 0, "", 0],
];

describe("csvFile", () => {
  test("BOM, semicolons, CRLF, ISO days, decimal comma, quotes doubled, formulas neutralised", async () => {
    const bytes = await csvFile(columns, [rows.slice(0, 2), rows.slice(2)]);
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder("utf-8", { ignoreBOM: false }).decode(bytes)).toBe(
      [
        "Namn;Antal;Slut;Kostnad",
        '"Räksmörgås; ""stor""";12;2026-12-31;1234,50',
        `"'=HYPERLINK(""x"")";-3;;-0,05`,
        "-5;0;;0,00",
        "",
      ].join("\r\n"),
    );
  });

  test.each([
    ["=1+1", '"\'=1+1"'],
    ["+46 70 123", '"\'+46 70 123"'],
    ["@SUM(A1)", '"\'@SUM(A1)"'],
    ["\tx", '"\'\tx"'],
    ["-1+2", '"\'-1+2"'],
    ["-12,50", "-12,50"],
    ["a=b", "a=b"],
  ])("%j becomes %j", async (given, expected) => {
    const text = new TextDecoder().decode(await csvFile([{ heading: "x", kind: "text" }], [[[given]]]));
    expect(text).toBe(`x\r\n${expected}\r\n`);
  });
});

describe("xlsxFile", () => {
  test("typed cells, a frozen heading with a filter, text never a formula", async () => {
    const bytes = await xlsxFile(columns, [rows], "System/2026");
    const data = (await readExcel(Buffer.from(bytes)))[0]!.data as unknown[][];
    expect(data[0]).toEqual(["Namn", "Antal", "Slut", "Kostnad"]);
    expect(data[1]?.slice(0, 2)).toEqual(['Räksmörgås; "stor"', 12]);
    expect(data[1]?.[2]).toEqual(new Date("2026-12-31"));
    expect(data[1]?.[3]).toBe(1234.5);
    expect(data[2]).toEqual(['=HYPERLINK("x")', -3, null, -0.05]);
    const files = unzipSync(bytes);
    const sheet = new TextDecoder().decode(files["xl/worksheets/sheet1.xml"]);
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toContain('<autoFilter ref="A1:D4"/>');
    expect(sheet).not.toContain("<f>");
    expect(Object.keys(files).some((name) => /vba|macro/i.test(name))).toBe(false);
  });

  test("characters that XML does not know are left out instead of breaking the file", async () => {
    const bytes = await xlsxFile([{ heading: "x", kind: "text" }], [[["a\u0000b\uD800c<&>"]]], "x");
    const sheet = new TextDecoder().decode(unzipSync(bytes)["xl/worksheets/sheet1.xml"]);
    expect(sheet).toContain("ab\uFFFDc&lt;&amp;&gt;");
  });
});
