import type { JobScope } from "#app/server/system.server.ts";
import { FORM_KEY } from "../../server/form-key.server.ts";
import { TooLarge, type UploadedForm, withUpload } from "../../server/upload.server.ts";
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
  try {
    return await withUpload(request, LIMITS.fileBytes, (uploaded) => openRun(scope, uploaded));
  } catch (error) {
    return { kind: "systems", problem: problemOf(error) };
  }
}

async function openRun(scope: JobScope, { form, file }: UploadedForm): Promise<UploadOutcome> {
  const kind = IMPORT_KINDS.find((one) => one === form.get("kind")) ?? "systems";
  if (!file) return { kind, problem: "missing" };
  const { name: fileName, bytes, open } = file;
  const incoming = { kind, fileName, bytes, open, formKey: form.get(FORM_KEY) };
  return await takeIn(scope, incoming).then(
    (id) => ({ id }),
    (error) => ({ kind, problem: problemOf(error) }),
  );
}

function problemOf(error: unknown): Pick<FileProblem, "code" | "details"> {
  if (error instanceof FileProblem) return { code: error.code, details: error.details };
  if (error instanceof TooLarge) return tooLarge(Math.max(error.bytes, LIMITS.fileBytes + 1));
  throw error;
}
