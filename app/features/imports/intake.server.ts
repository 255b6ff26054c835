import { earlierSubmission, rememberSubmission } from "#app/server/form-key.server.ts";
import { inTenantAs, type JobScope } from "#app/server/system.server.ts";
import type { ImportKind } from "./fields.rules.ts";
import { LIMITS, tooLarge } from "./file.rules.ts";
import { lookAtFile } from "./file.server.ts";
import { findRun, insertFilePart, insertRun, replaceLook } from "./runs.server.ts";

const PART = 1024 * 1024;

/** A file to take in; it is read twice, so `open` gives it from the beginning each time. */
export interface Incoming {
  kind: ImportKind;
  fileName: string;
  bytes: number;
  open: () => AsyncIterable<Uint8Array>;
  sheet?: string;
  /** Key of the form, so that a form sent twice opens one import. */
  formKey?: FormDataEntryValue | null;
}

/**
 * Looks at a file and opens an import for it. Nothing is kept of a file that cannot be used.
 * @returns the run's id
 * @throws FileProblem
 */
export async function takeIn(scope: JobScope, file: Incoming): Promise<string> {
  if (file.bytes > LIMITS.fileBytes) throw tooLarge(file.bytes);
  const look = await lookAtFile(file.open(), file.sheet === undefined ? {} : { sheet: file.sheet });
  return inTenantAs(scope, async (db) => {
    const { kind, fileName, bytes, formKey = null } = file;
    const earlier = await earlierSubmission(db, formKey);
    if (earlier) return earlier;
    const run = { kind, fileName, bytes, look, accountId: scope.accountId, byName: scope.byName };
    const id = await insertRun(db, scope.tenantId, run);
    let position = 0;
    for await (const part of inParts(file.open())) {
      await insertFilePart(db, { tenant_id: scope.tenantId, id }, position++, part);
    }
    await rememberSubmission(db, scope.tenantId, formKey, id);
    return id;
  });
}

/** Reads the kept file again from another sheet or heading row. @throws FileProblem */
export async function lookElsewhere(
  scope: JobScope,
  runId: string,
  place: { sheet?: string; headingRow?: number },
  parts: AsyncIterable<Uint8Array>,
): Promise<void> {
  const look = await lookAtFile(parts, place);
  await inTenantAs(scope, async (db) => replaceLook(db, await findRun(db, runId), look));
}

async function* inParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    held.push(piece);
    size += piece.length;
    if (size < PART) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}
