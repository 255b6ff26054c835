import { strToU8, type Zippable, zipSync } from "fflate";

/** A cell as XML: text (inline), number, or the XML itself when it begins with `<`. */
export type XmlCell = string | number | null;

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

export function sheetXml(rows: XmlCell[][], { prolog = "" } = {}): string {
  const letters = (i: number): string =>
    i < 26 ? String.fromCharCode(65 + i) : letters(Math.floor(i / 26) - 1) + letters(i % 26);
  const body = rows.map((cells, r) => {
    const xml = cells.map((cell, c) => {
      const at = `${letters(c)}${r + 1}`;
      if (cell === null) return "";
      if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
      if (cell.startsWith("<")) return cell.replace("<c", `<c r="${at}"`);
      return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
    });
    return `<row r="${r + 1}">${xml.join("")}</row>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>${prolog}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body.join("")}</sheetData></worksheet>`;
}

const RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relationships = (list: [string, string, string][]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${RELS}/${type}" Target="${target}"/>`)
    .join("")}</Relationships>`;

/** The smallest workbook a spreadsheet program would open, with parts to add or replace. */
export function workbook(
  sheets: Record<string, string>,
  parts: Record<string, string | Uint8Array> = {},
): Buffer {
  const names = Object.keys(sheets);
  const files: Record<string, string | Uint8Array> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": relationships([["r1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${RELS}"><sheets>${names
      .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="s${i}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships([
      ...names.map((_, i): [string, string, string] => [
        `s${i}`,
        "worksheet",
        `worksheets/sheet${i + 1}.xml`,
      ]),
      ["st", "styles", "styles.xml"],
      ["ss", "sharedStrings", "/xl/sharedStrings.xml"],
    ]),
    ...Object.fromEntries(names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheets[name]!])),
    ...parts,
  };
  const zippable: Zippable = {};
  for (const [name, content] of Object.entries(files)) {
    zippable[name] = typeof content === "string" ? strToU8(content) : content;
  }
  return Buffer.from(zipSync(zippable, { level: 6 }));
}
