/** What a file may cost at most. Sizes are bytes or characters as named. */
export const LIMITS = {
  fileBytes: 50_000_000,
  rows: 200_000,
  columns: 200,
  cellCharacters: 32_767,
  recordCharacters: 1_000_000,
  sheets: 200,
  zipEntries: 10_000,
  unpackedBytes: 400 * 1024 * 1024,
  sharedTextCharacters: 60_000_000,
  /** Packed parts over one megabyte unpacked may grow at most this many times. */
  packing: 250,
  heapMegabytes: 320,
  seconds: 90,
} as const;

/** Why a whole file cannot be used. Wording in `files.text.ts`. */
export type FileProblemCode =
  | "empty_file"
  | "no_rows"
  | "too_large"
  | "too_many_rows"
  | "too_many_columns"
  | "cell_too_long"
  | "record_too_long"
  | "unclosed_quote"
  | "nul_bytes"
  | "encoding"
  | "encrypted"
  | "old_excel"
  | "binary_excel"
  | "open_document"
  | "pdf"
  | "picture"
  | "web_page"
  | "archive"
  | "not_a_spreadsheet"
  | "damaged"
  | "packed_bomb"
  | "xml_entities"
  | "unknown_sheet"
  | "too_many_sheets"
  | "heading_row_missing"
  | "duplicate_headings"
  | "too_slow"
  | "too_heavy"
  | "reader_failed";

export type FileProblemDetails = Record<string, string | number>;

/** Thrown where a file turns out to be unusable; `details` fills the wording (row, limit, name …). */
export class FileProblem extends Error {
  readonly code: FileProblemCode;
  readonly details: FileProblemDetails;
  constructor(code: FileProblemCode, details: FileProblemDetails = {}) {
    super(code);
    this.name = "FileProblem";
    this.code = code;
    this.details = details;
  }
}

/** One cell: text as it stands in the file, or a number where the sheet says number. */
export type Cell = string | number;

/**
 * One row with the number the user sees in the sheet. Missing cells at the end are left out;
 * `malformed` says that quotation marks in the row were not paired as they should be.
 */
export type SheetRow = { sheetRow: number; cells: Cell[]; malformed?: true };

const HEADS: [FileProblemCode, number[]][] = [
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["picture", [0x89, 0x50, 0x4e, 0x47]],
  ["picture", [0xff, 0xd8, 0xff]],
  ["picture", [0x47, 0x49, 0x46, 0x38]],
  ["archive", [0x1f, 0x8b]],
  ["archive", [0x37, 0x7a, 0xbc, 0xaf]],
  ["archive", [0x52, 0x61, 0x72, 0x21]],
];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
];

const startsWith = (bytes: Uint8Array, head: number[]) => head.every((byte, i) => bytes[i] === byte);

/**
 * What kind of file the bytes are, from their content and never from the name.
 * @throws FileProblem with the reason when it is something that cannot be imported.
 */
export function fileKind(bytes: Uint8Array): "xlsx" | "csv" {
  if (bytes.length === 0) throw new FileProblem("empty_file");
  if (bytes.length > LIMITS.fileBytes) throw tooLarge(bytes.length);
  if (ZIP.some((head) => startsWith(bytes, head))) return "xlsx";
  if (startsWith(bytes, OLE)) throw new FileProblem(holdsEncryptedPackage(bytes) ? "encrypted" : "old_excel");
  for (const [code, head] of HEADS) if (startsWith(bytes, head)) throw new FileProblem(code);
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(beginning(bytes))) throw new FileProblem("web_page");
  return "csv";
}

/** Refusal by size, in whole megabytes for the reader of the message. */
export function tooLarge(bytes: number): FileProblem {
  const limit = LIMITS.fileBytes / 1_000_000;
  return new FileProblem("too_large", {
    megabytes: Math.max(limit + 1, Math.round(bytes / 1_000_000)),
    limit,
  });
}

function beginning(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes.subarray(0, 64)) if (byte !== 0 && byte < 0x80) text += String.fromCharCode(byte);
  return text;
}

/** An encrypted workbook is an OLE file with a stream of this name (UTF-16) in its directory. */
function holdsEncryptedPackage(bytes: Uint8Array): boolean {
  const name = [..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const end = bytes.length - name.length;
  for (let at = bytes.indexOf(0x45); at !== -1 && at <= end; at = bytes.indexOf(0x45, at + 1)) {
    if (name.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
}

/** Column number (0 = A) as the letters of a spreadsheet. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
