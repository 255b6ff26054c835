import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  unstable_composeUploadHandlers as composeUploadHandlers,
  unstable_createFileUploadHandler as createFileUploadHandler,
  unstable_createMemoryUploadHandler as createMemoryUploadHandler,
  MaxPartSizeExceededError,
  type NodeOnDiskFile,
  unstable_parseMultipartFormData as parseMultipartFormData,
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
    const form = await receive(request, folder);
    const kind = IMPORT_KINDS.find((one) => one === form.get("kind")) ?? "systems";
    const file = form.get("file") as NodeOnDiskFile | null;
    if (!file || typeof file === "string" || !file.name) return { kind, problem: "missing" };
    const path = file.getFilePath();
    const { size } = await stat(path);
    const incoming = {
      kind,
      fileName: file.name,
      bytes: size,
      open: () => createReadStream(path) as AsyncIterable<Uint8Array>,
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

/** The posted form; empty when what was sent is no form with a file, which the sender is told like a missing file. */
async function receive(request: Request, directory: string): Promise<FormData> {
  if (!/^multipart\/form-data\s*;/i.test(request.headers.get("Content-Type") ?? "")) return new FormData();
  const toDisk = createFileUploadHandler({
    directory,
    maxPartSize: LIMITS.fileBytes,
    avoidFileConflicts: false,
    file: () => randomUUID(),
  });
  const toMemory = createMemoryUploadHandler({ maxPartSize: 1000 });
  return parseMultipartFormData(
    request,
    composeUploadHandlers(
      async (part) => (part.name === "file" && part.filename ? toDisk(part) : undefined),
      toMemory,
    ),
  ).catch((error: unknown) => {
    // the parser has no class of its own for a form that is malformed or cut off
    if (error instanceof Error && /^malformed /.test(error.message)) return new FormData();
    throw error;
  });
}

function problemOf(error: unknown): Pick<FileProblem, "code" | "details"> {
  if (error instanceof FileProblem) return { code: error.code, details: error.details };
  if (error instanceof MaxPartSizeExceededError) return tooLarge(LIMITS.fileBytes + 1);
  throw error;
}
