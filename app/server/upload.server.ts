import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  unstable_composeUploadHandlers as composeUploadHandlers,
  unstable_createMemoryUploadHandler as createMemoryUploadHandler,
  unstable_parseMultipartFormData as parseMultipartFormData,
  type UploadHandlerPart,
} from "@remix-run/node";
import { FORM_OVERHEAD } from "./http-request.server.ts";

/** A file of a form, on disk until the work with it is done. */
export interface UploadedFile {
  /** As the sender calls it; not to be trusted. */
  name: string;
  path: string;
  bytes: number;
  /** Of the content, hexadecimal. */
  sha256: string;
  /** The content from its beginning, as often as needed. */
  open(): AsyncIterable<Uint8Array>;
}

export interface UploadedForm {
  form: FormData;
  /** Missing when none was chosen, and when what was sent is no form with files. */
  file?: UploadedFile;
}

/** More came than the limit allows. */
export class TooLarge extends Error {
  /** What the sender announced or what had come when it was stopped. */
  readonly bytes: number;
  constructor(bytes: number) {
    super("too_large");
    this.bytes = bytes;
  }
}

/**
 * Takes in a form with one file in the field `file`, in pieces of the size the network has, so that no file is ever held in memory.
 * The file is gone again when `work` returns.
 * @param request multipart form, from somebody who may send one: ask the door first
 * @param limit largest file, in bytes
 * @throws TooLarge as soon as more has come
 */
export async function withUpload<T>(
  request: Request,
  limit: number,
  work: (uploaded: UploadedForm) => Promise<T>,
): Promise<T> {
  const announced = Number(request.headers.get("Content-Length") ?? 0);
  if (announced > limit + FORM_OVERHEAD) throw new TooLarge(announced);
  const folder = await mkdtemp(join(tmpdir(), "samverka-upload-"));
  try {
    return await work(await receive(request, join(folder, "file"), limit));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file stays out of the form: the platform's own `FormData` turns Remix's file objects into text. */
async function receive(request: Request, path: string, limit: number): Promise<UploadedForm> {
  if (!/^multipart\/form-data\s*;/i.test(request.headers.get("Content-Type") ?? ""))
    return { form: new FormData() };
  let file: UploadedFile | undefined;
  const keep = async (part: UploadHandlerPart) => {
    if (part.name !== "file" || !part.filename || file) return undefined;
    const kept = await toDisk(part, path, limit);
    file = { name: part.filename, path, ...kept, open: () => createReadStream(path) };
    return "received";
  };
  try {
    const handler = composeUploadHandlers(keep, createMemoryUploadHandler({ maxPartSize: 10_000 }));
    const form = await parseMultipartFormData(request, handler);
    return { form: withoutNul(form), file };
  } catch (error) {
    // the parser has no class of its own for a form that is malformed or cut off
    if (error instanceof Error && /^malformed /.test(error.message)) return { form: new FormData() };
    throw error;
  }
}

async function toDisk(
  part: UploadHandlerPart,
  path: string,
  limit: number,
): Promise<{ bytes: number; sha256: string }> {
  let bytes = 0;
  const hash = createHash("sha256");
  async function* counted() {
    for await (const chunk of part.data) {
      bytes += chunk.byteLength;
      if (bytes > limit) throw new TooLarge(bytes);
      hash.update(chunk);
      yield chunk;
    }
  }
  await pipeline(Readable.from(counted()), createWriteStream(path));
  return { bytes, sha256: hash.digest("hex") };
}

/** PostgreSQL keeps no NUL in a text and nobody types one. */
function withoutNul(form: FormData): FormData {
  const clean = new FormData();
  for (const [name, value] of form)
    if (typeof value === "string") clean.append(name, value.replaceAll("\0", ""));
  return clean;
}
