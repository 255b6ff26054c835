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
import { FORM_KEY } from "#app/server/form-key.server.ts";
import type { JobScope } from "#app/server/system.server.ts";
import { IMPORT_KINDS, type ImportKind } from "./fields.rules.ts";
import { FileProblem, LIMITS, tooLarge } from "./file.rules.ts";
import { takeIn } from "./intake.server.ts";

export type UploadOutcome =
  | { id: string }
  | { kind: ImportKind; problem: Pick<FileProblem, "code" | "details"> | "missing" };

/**
 * Takes in the file of an upload form. The body goes to disk piece by piece and no further than the limit; it is gone again when
 * this returns.
 * @param request multipart form with `kind` and `file`, from somebody who may import
 */
export async function takeInUpload(request: Request, scope: JobScope): Promise<UploadOutcome> {
  const announced = Number(request.headers.get("Content-Length") ?? 0);
  if (announced > LIMITS.fileBytes + 1_000_000) return { kind: "systems", problem: tooLarge(announced) };
  const folder = await mkdtemp(join(tmpdir(), "samverka-upload-"));
  try {
    const { form, file } = await receive(request, join(folder, "file"));
    const kind = IMPORT_KINDS.find((one) => one === form.get("kind")) ?? "systems";
    if (!file) return { kind, problem: "missing" };
    const incoming = {
      kind,
      fileName: file.name,
      bytes: file.bytes,
      open: () => createReadStream(file.path) as AsyncIterable<Uint8Array>,
      formKey: form.get(FORM_KEY),
    };
    return await takeIn(scope, incoming).then(
      (id) => ({ id }),
      (error) => ({ kind, problem: problemOf(error) }),
    );
  } catch (error) {
    return { kind: "systems", problem: problemOf(error) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Received {
  name: string;
  path: string;
  bytes: number;
}

/**
 * The form's fields, and the file put on disk; nothing when what was sent is no form with a file, which the sender is told like
 * a missing file. The file stays out of the form: the platform's own `FormData` turns Remix's file objects into text.
 */
async function receive(request: Request, path: string): Promise<{ form: FormData; file?: Received }> {
  if (!/^multipart\/form-data\s*;/i.test(request.headers.get("Content-Type") ?? ""))
    return { form: new FormData() };
  let file: Received | undefined;
  const keep = async (part: UploadHandlerPart) => {
    if (part.name !== "file" || !part.filename) return undefined;
    file = { name: part.filename, path, bytes: await toDisk(part, path) };
    return "received";
  };
  try {
    const handler = composeUploadHandlers(keep, createMemoryUploadHandler({ maxPartSize: 1000 }));
    return { form: await parseMultipartFormData(request, handler), file };
  } catch (error) {
    // the parser has no class of its own for a form that is malformed or cut off
    if (error instanceof Error && /^malformed /.test(error.message)) return { form: new FormData() };
    throw error;
  }
}

/** @returns bytes written @throws TooLarge as soon as there are more than allowed */
async function toDisk(part: UploadHandlerPart, path: string): Promise<number> {
  let bytes = 0;
  async function* counted() {
    for await (const chunk of part.data) {
      bytes += chunk.byteLength;
      if (bytes > LIMITS.fileBytes) throw new TooLarge();
      yield chunk;
    }
  }
  await pipeline(Readable.from(counted()), createWriteStream(path));
  return bytes;
}

class TooLarge extends Error {}

function problemOf(error: unknown): Pick<FileProblem, "code" | "details"> {
  if (error instanceof FileProblem) return { code: error.code, details: error.details };
  if (error instanceof TooLarge) return tooLarge(LIMITS.fileBytes + 1);
  throw error;
}
