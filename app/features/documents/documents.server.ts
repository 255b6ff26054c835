import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { attachment } from "../../server/attachment.server.ts";
import { config } from "../../server/config.server.ts";
import { NotFound } from "../../server/errors.server.ts";
import { fileStore } from "../../server/files.server.ts";
import { log } from "../../server/log.server.ts";
import type { Door, Tenant } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { TooLarge, type UploadedFile, type UploadedForm, withUpload } from "../../server/upload.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { logAccess } from "../audit/audit.server.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { documentsText } from "./documents.text.ts";
import { safeFileName } from "./file-names.rules.ts";
import { type FileRefusal, judgeFile } from "./file-types.rules.ts";
import { Damaged, lookAt } from "./look.server.ts";

/** Name of the task that takes the content of a deleted file away. */
export const REMOVE_FILE_TASK = "remove_file";

/** A content that is kept and has no row yet. */
export interface KeptContent {
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  key: string;
}

/** Why a file was not taken; `details` fill the wording. */
export class FileRefused extends Error {
  readonly code: FileRefusal;
  readonly details: { ending?: string; megabytes?: number };
  constructor(code: FileRefusal, details: { ending?: string; megabytes?: number } = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/**
 * Reads a form with a file, as `withUpload`, with the installation's limit for stored files.
 * @throws FileRefused `too_large`
 */
export async function withDocumentForm<T>(
  request: Request,
  work: (uploaded: UploadedForm) => Promise<T>,
): Promise<T> {
  const limit = config().maxFileBytes;
  try {
    return await withUpload(request, limit, work);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new FileRefused("too_large", { megabytes: limit / 1_000_000 });
  }
}

/**
 * Looks at what came and puts it into the file storage. The row is made afterwards, with `insertStoredFile`: whoever dies in between
 * leaves a content without a row, which `removeOrphans` takes away, and never a row without its content.
 * @throws FileRefused
 */
export async function keepContent(
  tenantId: string,
  file: Pick<UploadedFile, "name" | "path" | "bytes" | "sha256">,
): Promise<KeptContent> {
  const name = safeFileName(file.name);
  const look = await lookAt(file.path).catch((error: unknown) => {
    if (error instanceof Damaged) throw new FileRefused("damaged");
    throw error;
  });
  const verdict = judgeFile(name, look);
  if ("refusal" in verdict) throw new FileRefused(verdict.refusal, { ending: verdict.ending });
  const key = `${tenantId}/${randomUUID()}`;
  const { bytes, sha256 } = file;
  await fileStore().put(key, file);
  return { name, mediaType: verdict.mediaType, bytes, sha256, key };
}

/**
 * Receives a form with a file, keeps the content, and has `add` make its row. What `add` did not use is taken away again; when it
 * throws nobody knows whether its row is there, so the content is left to `removeOrphans`.
 * @returns what `add` did, or why the file was not taken, in words, with what was typed
 */
export async function receiveDocument<Done extends { isUsed: boolean }>(
  request: Request,
  { owner, locale }: { owner: string; locale: Locale },
  add: (received: { form: FormData; kept: KeptContent }) => Promise<Done>,
): Promise<Done | { typed: Typed; errors: { file: string } }> {
  let typed: Typed = {};
  try {
    return await withDocumentForm(request, async ({ form, file }) => {
      typed = typedValues(form);
      if (!file) throw new FileRefused("missing");
      const kept = await keepContent(owner, file);
      const done = await add({ form, kept });
      if (!done.isUsed) await discardContent(kept);
      return done;
    });
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const words = textFor(documentsText, locale).refusals[error.code];
    return { typed, errors: { file: words(error.details) } };
  }
}

/** Takes back a content for which no row was made, and will not be. */
export async function discardContent(kept: KeptContent): Promise<void> {
  await fileStore().remove(kept.key);
}

/** The row of a content that was kept. @returns the file's id */
export async function insertStoredFile(
  db: TenantDb,
  tenantId: string,
  kept: KeptContent,
  by: { accountId: string | null; name: string },
): Promise<string> {
  const { id } = await db
    .insertInto("stored_file")
    .values({
      tenant_id: tenantId,
      name: kept.name,
      media_type: kept.mediaType,
      size: kept.bytes,
      sha256: kept.sha256,
      storage_key: kept.key,
      created_by: by.accountId,
      created_by_name: by.name,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Deletes the row now and the content once the transaction holds, by a job that is put into the queue with it. */
export async function deleteStoredFile(db: TenantDb, tenant: Pick<Tenant, "id">, id: string): Promise<void> {
  const gone = await db
    .deleteFrom("stored_file")
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", id)
    .returning("storage_key")
    .executeTakeFirst();
  if (!gone) throw new NotFound();
  const job = JSON.stringify({ tenantId: tenant.id, key: gone.storage_key });
  await sql`select app.enqueue(${REMOVE_FILE_TASK}, ${job}::json)`.execute(db);
}

/** A file that the reader may have. @throws NotFound */
export async function findStoredFile(db: TenantDb, id: string) {
  const found = await db
    .selectFrom("stored_file")
    .select(["tenant_id", "id", "name", "media_type", "size", "storage_key"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

/** Asks for a file to be downloaded: row-level security decides, and the owner's access history notes a foreign reader. */
export async function openStoredFile(
  { db, tenant, authorize }: Pick<Door, "db" | "tenant" | "authorize">,
  id: string,
) {
  const file = await findStoredFile(db, id);
  authorize(true);
  const seen = [{ owner: file.tenant_id, object: file.id }];
  await logAccess(db, tenant, { via: "record", kind: "stored_file", seen });
  return file;
}

/**
 * The content as an answer. It is always saved and never shown: whatever a file holds, nothing of it runs as a page of ours.
 * @throws NotFound when the storage has lost it, which is logged
 */
export async function sendStoredFile(file: Awaited<ReturnType<typeof findStoredFile>>): Promise<Response> {
  const kept = await fileStore().open(file.storage_key);
  if (!kept) {
    log().error({ file: file.id }, "a stored file has no content");
    throw Response.json({ code: "not_found" }, { status: 404 });
  }
  return new Response(kept.body, {
    headers: {
      "Content-Type": file.media_type,
      "Content-Length": String(kept.bytes),
      "Content-Disposition": attachment(file.name),
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
