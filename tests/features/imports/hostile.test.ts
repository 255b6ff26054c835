import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { LIMITS } from "#app/features/imports/file.rules.ts";
import { type FileSource, lookAtFile } from "#app/features/imports/file.server.ts";
import { sheetXml, workbook } from "./support/workbook.ts";

const refused = (bytes: FileSource, code: string) =>
  expect(lookAtFile(bytes)).rejects.toMatchObject({ code });
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

describe("files that are no table say what they are", () => {
  test.each<[string, Buffer, string]>([
    ["nothing", Buffer.alloc(0), "empty_file"],
    ["blank lines", Buffer.from("\n \n;;\n"), "empty_file"],
    ["headings only", Buffer.from("Produkt;Version\n;\n"), "no_rows"],
    ["PDF", Buffer.from("%PDF-1.7\n"), "pdf"],
    ["PNG", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), "picture"],
    ["JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "picture"],
    ["HTML", Buffer.from("  <!DOCTYPE html><table>"), "web_page"],
    ["gzip", Buffer.from([0x1f, 0x8b, 8, 0]), "archive"],
    ["old Excel", Buffer.concat([OLE, Buffer.alloc(600)]), "old_excel"],
    [
      "encrypted workbook",
      Buffer.concat([OLE, Buffer.alloc(600), Buffer.from("EncryptedPackage", "utf16le")]),
      "encrypted",
    ],
    ["any ZIP", Buffer.from(zipSync({ "a.txt": strToU8("hej") })), "archive"],
    [
      "ODS",
      Buffer.from(zipSync({ mimetype: strToU8("x"), "content.xml": strToU8("<x/>") })),
      "open_document",
    ],
    ["XLSB", Buffer.from(zipSync({ "xl/workbook.bin": strToU8("x") })), "binary_excel"],
    ["NUL bytes", Buffer.from("Produkt;Version\nA\u0000;1\n"), "nul_bytes"],
    ["broken UTF-8 after a mark", Buffer.from([0xef, 0xbb, 0xbf, 0x41, 0xff, 0x0a]), "encoding"],
    ["duplicate headings", Buffer.from("Produkt;Version;produkt \nA;1;2\n"), "duplicate_headings"],
  ])("%s", (_, bytes, code) => refused(bytes, code));
});

describe("files that are meant to hurt cost nothing", () => {
  test("a zip bomb, honest about its size", async () => {
    const bytes = workbook(
      { A: sheetXml([["Produkt"], ["x"]]) },
      { "xl/worksheets/sheet1.xml": new Uint8Array(60_000_000) },
    );
    expect(bytes.length).toBeLessThan(200_000);
    await refused(bytes, "packed_bomb");
  });
  test("a zip bomb that lies about its size", async () => {
    const bytes = workbook({ A: sheetXml([["Produkt"], ["x".repeat(500_000)]]) });
    const name = "xl/worksheets/sheet1.xml";
    const at = bytes.lastIndexOf(name) - 46;
    expect(bytes.readUInt32LE(at)).toBe(0x02014b50);
    bytes.writeUInt32LE(1000, at + 24);
    await refused(bytes, "packed_bomb");
  });
  test("XML entities, internal and external", async () => {
    const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;&lol;">]>`;
    await refused(
      workbook({ A: sheetXml([["Produkt"], ["<c><v>&l2;</v></c>"]], { prolog: laughs }) }),
      "xml_entities",
    );
    const external = `<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>`;
    await refused(workbook({ A: sheetXml([["Produkt"]], { prolog: external }) }), "xml_entities");
    await refused(workbook({ A: sheetXml([["Produkt"], ["<c><v>&unknown;</v></c>"]]) }), "xml_entities");
  });
  test("a damaged workbook", async () => {
    const bytes = workbook({ A: sheetXml([["Produkt"], ["x".repeat(5000)]]) });
    await refused(bytes.subarray(0, bytes.length - 30), "damaged");
    const flipped = Buffer.from(bytes);
    const data = flipped.indexOf("xl/worksheets/sheet1.xml") + 24 + 60;
    flipped[data] = flipped[data]! ^ 0xff;
    await expect(lookAtFile(flipped)).rejects.toMatchObject({ name: "FileProblem" });
  });
  test("sheets out of order, columns and rows out of bounds", async () => {
    const odd = (xml: string) =>
      workbook({ A: sheetXml([["Produkt"]]).replace("</sheetData>", `${xml}</sheetData>`) });
    await refused(odd('<row r="1"><c r="A1"><v>1</v></c></row>'), "damaged");
    await refused(odd('<row r="2000000"><c r="A1"><v>1</v></c></row>'), "damaged");
    await refused(odd('<row r="2"><c r="XFD2"><v>1</v></c></row>'), "too_many_columns");
    await refused(odd('<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>'), "damaged");
  });
  test("a million columns", async () => {
    await refused(Buffer.from(`${"a;".repeat(1_000_000)}\n`), "too_many_columns");
    await refused(Buffer.from(`Produkt;Version\n${"a;".repeat(1_000_000)}\n`), "too_many_columns");
  });
  test("quotes that never close", async () => {
    await refused(Buffer.from(`Produkt;Version\nA;"1\n${"B;2\n".repeat(10)}`), "unclosed_quote");
    await refused(Buffer.from(`Produkt;Version\nA;"1\n${"B;2\n".repeat(500_000)}`), "unclosed_quote");
  });
  test("one endless cell or line", async () => {
    await refused(Buffer.from(`Produkt\n${"x".repeat(3_000_000)}`), "record_too_long");
    await refused(Buffer.from(`Produkt\n${"x".repeat(40_000)}\n`), "cell_too_long");
  });
  test("a stream of two gigabytes is read past its limit and never kept", async () => {
    const piece = Buffer.alloc(1024 * 1024, "a");
    async function* endless() {
      for (let i = 0; i < 60; i++) yield piece;
    }
    await refused(endless(), "too_large");
  });
  test("a file that takes too long or too much memory ends alone", async () => {
    const many = Array.from({ length: 60_000 }, (_, i) => [
      `Produkt nummer ${i}`,
      `Anteckning ${"x".repeat(i % 50)}`,
    ]);
    const bytes = workbook({ A: sheetXml([["Produkt", "Anteckning"], ...many]) });
    const cost = { seconds: 60, heapMegabytes: 320 };
    expect((await lookAtFile(bytes, {}, cost)).rows).toBe(60_000);
    await expect(lookAtFile(bytes, {}, { ...cost, seconds: 0.2 })).rejects.toMatchObject({
      code: "too_slow",
    });
    await expect(lookAtFile(bytes, {}, { ...cost, heapMegabytes: 6 })).rejects.toMatchObject({
      code: "too_heavy",
    });
  });
  test("too many rows", async () => {
    await refused(Buffer.from(`Produkt\n${"x\n".repeat(LIMITS.rows + 1)}`), "too_many_rows");
  });
});
