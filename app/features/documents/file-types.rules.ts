import { fileExtension } from "./file-names.rules.ts";

/** Why a file is not taken. Wording in `documents.text.ts`. */
export type FileRefusal =
  | "missing"
  | "empty"
  | "too_large"
  | "type_not_allowed"
  | "active_content"
  | "other_content"
  | "macros"
  | "damaged";

/** What the content itself says a file is. */
export type Content =
  | "pdf"
  | "png"
  | "jpeg"
  | "gif"
  | "webp"
  | "tiff"
  | "heic"
  | "rtf"
  | "word"
  | "excel"
  | "powerpoint"
  | "old_word"
  | "old_excel"
  | "old_powerpoint"
  | "outlook"
  | "odt"
  | "ods"
  | "odp"
  | "text";

/** Endings that are taken: what the content must be, and the media type the file is served with. */
export const FILE_TYPES: Readonly<Record<string, { content: Content; mediaType: string }>> = {
  pdf: { content: "pdf", mediaType: "application/pdf" },
  docx: {
    content: "word",
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  },
  xlsx: {
    content: "excel",
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  },
  pptx: {
    content: "powerpoint",
    mediaType: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  },
  doc: { content: "old_word", mediaType: "application/msword" },
  xls: { content: "old_excel", mediaType: "application/vnd.ms-excel" },
  ppt: { content: "old_powerpoint", mediaType: "application/vnd.ms-powerpoint" },
  odt: { content: "odt", mediaType: "application/vnd.oasis.opendocument.text" },
  ods: { content: "ods", mediaType: "application/vnd.oasis.opendocument.spreadsheet" },
  odp: { content: "odp", mediaType: "application/vnd.oasis.opendocument.presentation" },
  rtf: { content: "rtf", mediaType: "application/rtf" },
  txt: { content: "text", mediaType: "text/plain" },
  csv: { content: "text", mediaType: "text/csv" },
  msg: { content: "outlook", mediaType: "application/vnd.ms-outlook" },
  eml: { content: "text", mediaType: "message/rfc822" },
  png: { content: "png", mediaType: "image/png" },
  jpg: { content: "jpeg", mediaType: "image/jpeg" },
  jpeg: { content: "jpeg", mediaType: "image/jpeg" },
  gif: { content: "gif", mediaType: "image/gif" },
  webp: { content: "webp", mediaType: "image/webp" },
  tif: { content: "tiff", mediaType: "image/tiff" },
  tiff: { content: "tiff", mediaType: "image/tiff" },
  heic: { content: "heic", mediaType: "image/heic" },
};

/** For the file chooser of the browser. */
export const ACCEPTED = Object.keys(FILE_TYPES)
  .map((ending) => `.${ending}`)
  .join(",");

/** What was seen of a file: its beginning, and what had to be looked for further in. */
export interface FileLook {
  /** The first bytes, at least 4096 when there are as many. */
  head: Uint8Array;
  /** Names of the parts of a ZIP file; missing for other files. */
  parts?: readonly string[];
  /** Names found in an old Office file. */
  streams?: readonly string[];
  /** No byte that is never in a text. */
  isText: boolean;
}

const HEADS: readonly [Content, number, readonly number[]][] = [
  ["png", 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["jpeg", 0, [0xff, 0xd8, 0xff]],
  ["gif", 0, [0x47, 0x49, 0x46, 0x38]],
  ["webp", 8, [0x57, 0x45, 0x42, 0x50]],
  ["tiff", 0, [0x49, 0x49, 0x2a, 0x00]],
  ["tiff", 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ["heic", 4, [0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69]],
  ["heic", 4, [0x66, 0x74, 0x79, 0x70, 0x6d, 0x69, 0x66, 0x31]],
  ["rtf", 0, [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Names that tell old Office files apart. */
export const STREAMS = {
  WordDocument: "old_word",
  Workbook: "old_excel",
  "PowerPoint Document": "old_powerpoint",
  "__properties_version1.0": "outlook",
} as const satisfies Record<string, Content>;
/** In files with macros, old and new. */
export const MACRO_STREAM = "_VBA_PROJECT";
const OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";

const startsWith = (bytes: Uint8Array, at: number, head: readonly number[]) =>
  head.every((byte, i) => bytes[at + i] === byte);

/** True for a ZIP file, whose parts must be looked at. */
export const isZip = (head: Uint8Array) => startsWith(head, 0, ZIP);
/** True for the container of old Office files. */
export const isOle = (head: Uint8Array) => startsWith(head, 0, OLE);

/**
 * What a file is to be served as, or why it is not taken. The content decides, and it must be what the name promises: a file that
 * pretends is refused, and nothing that runs in a browser or on a machine is taken under any name.
 */
export function judgeFile(
  name: string,
  look: FileLook,
): { mediaType: string } | { refusal: FileRefusal; ending?: string } {
  if (look.head.length === 0) return { refusal: "empty" };
  const ending = fileExtension(name);
  const content = contentOf(look);
  if (content === "active") return { refusal: "active_content" };
  if (content === "macros") return { refusal: "macros" };
  const type = Object.hasOwn(FILE_TYPES, ending) ? FILE_TYPES[ending] : undefined;
  if (!type) return { refusal: "type_not_allowed", ending };
  if (type.content !== content) return { refusal: "other_content", ending };
  return { mediaType: type.mediaType };
}

function contentOf({
  head,
  parts,
  streams = [],
  isText,
}: FileLook): Content | "active" | "macros" | undefined {
  if (isZip(head)) return zipContent(head, parts ?? []);
  if (isOle(head)) {
    if (streams.includes(MACRO_STREAM)) return "macros";
    return Object.entries(STREAMS).find(([name]) => streams.includes(name))?.[1];
  }
  const text = beginning(head);
  if (isActive(text)) return "active";
  if (/^\s*%PDF-/.test(text)) return "pdf";
  const known = HEADS.find(([, at, bytes]) => startsWith(head, at, bytes));
  if (known) return known[0];
  return isText ? "text" : undefined;
}

function zipContent(head: Uint8Array, parts: readonly string[]): Content | "macros" | undefined {
  if (parts.some((name) => /(?:^|\/)vbaProject\.bin$/i.test(name))) return "macros";
  if (parts.some((name) => /^(?:Basic|Scripts)\//.test(name))) return "macros";
  if (parts.includes("[Content_Types].xml")) {
    if (parts.includes("word/document.xml")) return "word";
    if (parts.includes("xl/workbook.xml")) return "excel";
    if (parts.includes("ppt/presentation.xml")) return "powerpoint";
  }
  // its first part says what an OpenDocument is, unpacked and at a fixed place
  const first = beginning(head.subarray(30));
  if (!first.startsWith(`mimetype${OPEN_DOCUMENT}`)) return undefined;
  const kind = first.slice(`mimetype${OPEN_DOCUMENT}`.length);
  if (kind.startsWith("textPK")) return "odt";
  if (kind.startsWith("spreadsheetPK")) return "ods";
  return kind.startsWith("presentationPK") ? "odp" : undefined;
}

/** Pages, drawings with scripts, programs and scripts: whatever a browser or a machine would run. */
function isActive(text: string): boolean {
  if (/^(?:MZ|\x7fELF|#!|<\?php|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe)/.test(text)) return true;
  return /^[\s\xef\xbb\xbf]*<(?:!doctype|html|head|body|script|svg|\?xml|iframe|!--|meta|table|a\s|img|style)/i.test(
    text,
  );
}

/** The beginning as Latin-1, which shows every byte as one letter. */
function beginning(head: Uint8Array): string {
  let text = "";
  for (const byte of head.subarray(0, 1024)) text += String.fromCharCode(byte);
  return text;
}
