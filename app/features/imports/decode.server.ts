import { isUtf8 } from "node:buffer";
import { FileProblem } from "./file.rules.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

const SLICE = 512 * 1024;

/** Windows-1252 where it differs from Latin 1 (0x80–0x9F); own table because runtimes have confused the two. */
const CP1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Which encoding the bytes are written in, and how many bytes its mark takes: UTF-8 when every byte says so,
 * UTF-16 only with its mark, otherwise Windows-1252.
 * @throws FileProblem `nul_bytes` or `encoding`
 */
export function detectEncoding(bytes: Buffer): { encoding: Encoding; mark: number } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", mark: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf-16be", mark: 2 };
  if (bytes.includes(0)) throw new FileProblem("nul_bytes");
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (isUtf8(bytes)) return { encoding: "utf-8", mark: marked ? 3 : 0 };
  if (marked) throw new FileProblem("encoding");
  return { encoding: "windows-1252", mark: 0 };
}

/** The text piece by piece, so that a large file is never one large string. */
export function* decode(
  bytes: Buffer,
  { encoding, mark }: { encoding: Encoding; mark: number },
): Generator<string> {
  const decoder =
    encoding === "windows-1252" ? null : new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  for (let at = mark; at < bytes.length; at += SLICE) {
    const piece = bytes.subarray(at, at + SLICE);
    const text = decoder ? decodePiece(decoder, piece, at + SLICE < bytes.length) : windows1252(piece);
    if (text.includes("\u0000")) throw new FileProblem("nul_bytes");
    yield text;
  }
}

function decodePiece(decoder: TextDecoder, piece: Buffer, more: boolean): string {
  try {
    return decoder.decode(piece, { stream: more });
  } catch {
    throw new FileProblem("encoding");
  }
}

function windows1252(piece: Buffer): string {
  return piece.toString("latin1").replace(/[\u0080-\u009f]/g, (byte) => CP1252[byte.charCodeAt(0) - 0x80]!);
}
