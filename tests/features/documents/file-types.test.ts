import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { fileExtension, safeFileName } from "#app/features/documents/file-names.rules.ts";
import { FILE_TYPES, judgeFile } from "#app/features/documents/file-types.rules.ts";
import { lookAt } from "#app/features/documents/look.server.ts";
import { attachment } from "#app/server/attachment.server.ts";

const folder = mkdtempSync(join(tmpdir(), "samverka-types-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function judge(name: string, content: Uint8Array | string) {
  const path = join(folder, "file");
  writeFileSync(path, content);
  return judgeFile(name, await lookAt(path));
}

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ole = (...names: string[]) =>
  Buffer.concat([OLE, Buffer.alloc(300_000), ...names.map((name) => Buffer.from(`${name}\0`, "utf16le"))]);
const zip = (parts: Record<string, string>) =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))),
  );
const openDocument = (kind: string) =>
  Buffer.from(
    zipSync({
      mimetype: [strToU8(`application/vnd.oasis.opendocument.${kind}`), { level: 0 }],
      "content.xml": strToU8("<x/>"),
    }),
  );
const word = zip({ "[Content_Types].xml": "<x/>", "word/document.xml": "<x/>" });

describe("what is taken, by content", () => {
  test.each<[string, Uint8Array | string]>([
    ["avtal.pdf", "%PDF-1.7\n%âãÏÓ"],
    ["Avtal.PDF", "\n%PDF-1.4\n"],
    ["avtal.docx", word],
    ["bilaga.xlsx", zip({ "[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>" })],
    ["bild.pptx", zip({ "[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>" })],
    ["avtal.odt", openDocument("text")],
    ["avtal.ods", openDocument("spreadsheet")],
    ["avtal.odp", openDocument("presentation")],
    ["avtal.doc", ole("Root Entry", "WordDocument")],
    ["pris.xls", ole("Workbook")],
    ["brev.msg", ole("__properties_version1.0")],
    ["foto.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ["foto.jpeg", Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ["brev.eml", "From: a@example.invalid\r\nSubject: Avtal\r\n\r\nHej"],
    ["rader.csv", "Avtal;Leverantör\nA;B\n"],
    ["gammal.txt", Buffer.from([0x52, 0xe4, 0x6b, 0x0d, 0x0a])],
  ])("%s", async (name, content) => {
    expect(await judge(name, content)).toEqual({ mediaType: FILE_TYPES[fileExtension(name)]!.mediaType });
  });
});

describe("what is refused, whatever it is called", () => {
  test.each<[string, Uint8Array | string, string]>([
    ["sida.html", "<!doctype html><p>hej", "active_content"],
    ["sida.txt", "\n <HTML><script>alert(1)</script>", "active_content"],
    ["sida.pdf", "\ufeff<script>alert(1)</script>", "active_content"],
    ["bild.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "active_content"],
    ["bild.png", '<?xml version="1.0"?><svg/>', "active_content"],
    ["avtal.pdf", Buffer.from("MZ\x90\x00 program"), "active_content"],
    ["avtal.txt", "#!/bin/sh\nrm -rf /", "active_content"],
    [
      "avtal.docx",
      zip({ "[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": "x" }),
      "macros",
    ],
    ["avtal.doc", ole("WordDocument", "_VBA_PROJECT"), "macros"],
    ["avtal.exe", "text", "type_not_allowed"],
    ["avtal", "text", "type_not_allowed"],
    ["avtal.__proto__", "text", "type_not_allowed"],
    ["avtal.constructor", "text", "type_not_allowed"],
    ["paket.zip", zip({ "a.txt": "hej" }), "type_not_allowed"],
    ["avtal.pdf", "inget avtal", "other_content"],
    ["avtal.docx", zip({ "a.txt": "hej" }), "other_content"],
    ["avtal.docx", ole("EncryptedPackage"), "other_content"],
    ["avtal.txt", Buffer.from([0x41, 0x00, 0x42]), "other_content"],
    ["avtal.pdf", word, "other_content"],
    ["avtal.msg", ole("MsiDatabase"), "other_content"],
    ["tom.pdf", "", "empty"],
  ])("%s: %#", async (name, content, refusal) => {
    expect(await judge(name, content)).toMatchObject({ refusal });
  });

  test("a ZIP file without its list of parts, or with one that points outside, is damaged", async () => {
    await expect(judge("avtal.docx", word.subarray(0, word.length - 30))).rejects.toThrow();
    const lying = Buffer.from(word);
    lying.writeUInt32LE(0x7fffffff, lying.length - 22 + 12);
    await expect(judge("avtal.docx", lying)).rejects.toThrow();
  });

  test("a bomb is never unpacked: a document of much nothing costs its list of parts", async () => {
    const bomb = Buffer.from(
      zipSync({ "[Content_Types].xml": strToU8("<x/>"), "word/document.xml": new Uint8Array(30_000_000) }),
    );
    const before = process.memoryUsage().arrayBuffers;
    expect(await judge("avtal.docx", bomb)).toHaveProperty("mediaType");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });
});

describe("names", () => {
  test.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\kim\\Avtal 2026.pdf", "Avtal 2026.pdf"],
    ["avtal\r\nSet-Cookie: x=1.pdf", "avtalSet-Cookie_ x=1.pdf"],
    ["avtal\u202Efdp.exe", "avtalfdp.exe"],
    ["\u2066avtal\u2069\u200B.pdf", "avtal.pdf"],
    ["avtal\0.pdf", "avtal.pdf"],
    ['a"b<c>|?*.pdf', "a_b_c____.pdf"],
    ["..", "dokument"],
    ["", "dokument"],
    [".htaccess", "htaccess"],
    ["con.pdf", "_con.pdf"],
    ["A\u030Angström.pdf", "Ångström.pdf"],
    ["avtal \ud800.pdf", "avtal .pdf"],
    ["Räksmörgås 日本.pdf", "Räksmörgås 日本.pdf"],
  ])("%j becomes %j", (given, name) => {
    expect(safeFileName(given)).toBe(name);
  });

  test("a long name keeps its ending", () => {
    const name = safeFileName(`${"å".repeat(400)}.pdf`);
    expect([...name]).toHaveLength(150);
    expect(name.endsWith("å.pdf")).toBe(true);
  });

  test("the header holds the name twice, and nothing that could end it", () => {
    const header = attachment(safeFileName('Räk "smör"; (1)\'%0d\n*.pdf'));
    expect(header).toBe(
      "attachment; filename=\"Rak-_smor__--1--_0d_.pdf\"; filename*=UTF-8''R%C3%A4k%20_sm%C3%B6r__%20%281%29%27_0d_.pdf",
    );
    expect(header).not.toMatch(/[\r\n]/);
  });
});
