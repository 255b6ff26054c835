import { promisify } from "node:util";
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from "node:zlib";

export type Encoding = "br" | "gzip";

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** The encoding to use for an Accept-Encoding header; undefined: send as it is. */
export function chooseEncoding(accepted: string | undefined): Encoding | undefined {
  if (!accepted) return undefined;
  const takes = (name: string) =>
    new RegExp(`(?:^|,)\\s*${name}\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))|,|$)`, "i").test(accepted);
  if (takes("br")) return "br";
  return takes("gzip") ? "gzip" : undefined;
}

/** Compresses in the thread pool. "fast" for what is made per request, "best" for what is kept. */
export function compress(body: Buffer, encoding: Encoding, effort: "fast" | "best"): Promise<Buffer> {
  if (encoding === "gzip") return deflate(body, { level: effort === "best" ? 9 : 5 });
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: effort === "best" ? 10 : 4,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return brotli(body, { params });
}

/** A stream that compresses what passes, for exports of unknown length. */
export function compressor(encoding: Encoding) {
  if (encoding === "gzip") return createGzip({ level: 5 });
  return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
}
