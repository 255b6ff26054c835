import { type FileHandle, open } from "node:fs/promises";
import { type FileLook, isOle, isZip, MACRO_STREAM, STREAMS } from "./file-types.rules.ts";

const HEAD = 4096;
const CHUNK = 256 * 1024;
/** Largest directory of a ZIP file that is read, in bytes; a document has a few kilobytes. */
const MOST_DIRECTORY = 2_000_000;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;

/** A file that says one thing and holds another. */
export class Damaged extends Error {}

/**
 * Looks at a file in pieces: its beginning, the list of parts of a ZIP file (nothing is unpacked, so a bomb stays one byte of a
 * list), the names in an old Office file, and whether it is text throughout.
 * @throws Damaged when a ZIP file has no readable list of parts
 */
export async function lookAt(path: string): Promise<FileLook> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const head = await readAt(file, 0, Math.min(HEAD, size));
    if (isZip(head)) return { head, isText: false, parts: await zipParts(file, size) };
    if (isOle(head)) return { head, isText: false, streams: await namesIn(file, size) };
    return { head, isText: await isTextThroughout(file, size) };
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}

async function* pieces(file: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; at += CHUNK) yield await readAt(file, at, Math.min(CHUNK, size - at));
}

/** Letters, line breaks, tabs and form feeds; a text of Windows-1252 may have any byte above. */
async function isTextThroughout(file: FileHandle, size: number): Promise<boolean> {
  for await (const piece of pieces(file, size))
    for (const byte of piece) if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) return false;
  return true;
}

/** Names that tell something, of those written in UTF-16 in the file's directory, wherever that lies. */
async function namesIn(file: FileHandle, size: number): Promise<string[]> {
  const wanted = [...Object.keys(STREAMS), MACRO_STREAM].map((name) => ({
    name,
    // a name in the directory ends with a NUL; the same word in a text does not
    bytes: Buffer.from(`${name}\0`, "utf16le"),
  }));
  const found = new Set<string>();
  let rest = Buffer.alloc(0);
  for await (const piece of pieces(file, size)) {
    const both = Buffer.concat([rest, piece]);
    for (const { name, bytes } of wanted) if (both.includes(bytes)) found.add(name);
    rest = both.subarray(Math.max(0, both.length - 64));
  }
  return [...found];
}

async function zipParts(file: FileHandle, size: number): Promise<string[]> {
  const tail = await readAt(file, Math.max(0, size - 66_000), Math.min(66_000, size));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== END) throw new Damaged();
  const [length, at] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (length > MOST_DIRECTORY || at + length > size) throw new Damaged();
  const directory = await readAt(file, at, length);
  const names: string[] = [];
  for (let next = 0; next + 46 <= directory.length; ) {
    if (directory.readUInt32LE(next) !== CENTRAL) throw new Damaged();
    const [name, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(next + offset));
    names.push(directory.toString("utf8", next + 46, next + 46 + name!));
    next += 46 + name! + extra! + comment!;
  }
  return names;
}
