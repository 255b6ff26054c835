import type { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { FileProblem, LIMITS } from "./file.rules.ts";

type Entry = { name: string; method: number; packed: number; unpacked: number; crc: number; at: number };

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * The parts of a ZIP file by name, read from its directory at the end. Sizes are checked as declared here and as
 * they turn out while a part is unpacked, so a part never costs more than its declared and allowed size.
 */
export class ZipFile {
  readonly #bytes: Buffer;
  readonly #entries = new Map<string, Entry>();
  #unpacked = 0;

  /** @throws FileProblem `damaged`, `encrypted` or `packed_bomb` */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    for (const entry of directory(bytes)) {
      if (this.#entries.has(entry.name)) throw new FileProblem("damaged");
      this.#entries.set(entry.name, entry);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The part's bytes in pieces. @throws FileProblem `damaged` or `packed_bomb` */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name);
    if (!entry) throw new FileProblem("damaged");
    this.#allow(entry);
    let size = 0;
    let crc = 0;
    for await (const piece of this.#pieces(entry)) {
      size += piece.length;
      if (size > entry.unpacked) throw new FileProblem("packed_bomb");
      crc = crc32(piece, crc);
      yield piece;
    }
    if (size !== entry.unpacked || crc !== entry.crc) throw new FileProblem("damaged");
  }

  #allow(entry: Entry): void {
    this.#unpacked += entry.unpacked;
    if (this.#unpacked > LIMITS.unpackedBytes) throw new FileProblem("packed_bomb");
    if (entry.unpacked > 1024 * 1024 && entry.unpacked > entry.packed * LIMITS.packing) {
      throw new FileProblem("packed_bomb");
    }
  }

  async *#pieces(entry: Entry): AsyncGenerator<Buffer> {
    const bytes = this.#bytes;
    if (bytes.readUInt32LE(entry.at) !== LOCAL) throw new FileProblem("damaged");
    const start = entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28);
    const packed = bytes.subarray(start, start + entry.packed);
    if (packed.length !== entry.packed) throw new FileProblem("damaged");
    if (entry.method === 0) {
      yield packed;
      return;
    }
    if (entry.method !== 8) throw new FileProblem("damaged");
    const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
    inflate.end(packed);
    try {
      for await (const piece of inflate as Readable) yield piece as Buffer;
    } catch (error) {
      throw error instanceof FileProblem ? error : new FileProblem("damaged");
    }
  }
}

function* directory(bytes: Buffer): Generator<Entry> {
  try {
    const end = endOfDirectory(bytes);
    const count = bytes.readUInt16LE(end + 10);
    if (count > LIMITS.zipEntries) throw new FileProblem("packed_bomb");
    let at = bytes.readUInt32LE(end + 16);
    for (let i = 0; i < count; i++) {
      if (bytes.readUInt32LE(at) !== CENTRAL) throw new FileProblem("damaged");
      if (bytes.readUInt16LE(at + 8) & 1) throw new FileProblem("encrypted");
      const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
        number,
        number,
        number,
      ];
      yield withLongSizes(bytes.subarray(at + 46 + name, at + 46 + name + extra), {
        name: bytes.toString("utf8", at + 46, at + 46 + name),
        method: bytes.readUInt16LE(at + 10),
        crc: bytes.readUInt32LE(at + 16),
        packed: bytes.readUInt32LE(at + 20),
        unpacked: bytes.readUInt32LE(at + 24),
        at: bytes.readUInt32LE(at + 42),
      });
      at += 46 + name + extra + comment;
    }
  } catch (error) {
    throw error instanceof RangeError ? new FileProblem("damaged") : error;
  }
}

function endOfDirectory(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 66_000); at--) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw new FileProblem("damaged");
}

/** Some writers put sizes in the ZIP64 extra field though the file is small. */
function withLongSizes(extra: Buffer, entry: Entry): Entry {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let value = at + 4;
    for (const key of ["unpacked", "packed", "at"] as const) {
      if (entry[key] !== 0xffffffff) continue;
      entry[key] = Number(extra.readBigUInt64LE(value));
      value += 8;
    }
  }
  return entry;
}
