import { NotFound, Refused } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { deleteStoredFile, insertStoredFile, type KeptContent } from "../documents/documents.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { contractPartPath } from "./contracts.paths.ts";
import { type Errors, lockOwnContract, note, openOwnContract, word } from "./part.server.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "authorize">;

/** A document of a contract: a link, or a file with what is known of it. */
export async function listContractDocuments(db: TenantDb, contractId: string) {
  const rows = await db
    .selectFrom("contract_document as d")
    .leftJoin("stored_file as f", (join) =>
      join.onRef("f.tenant_id", "=", "d.tenant_id").onRef("f.id", "=", "d.file_id"),
    )
    .select([
      "d.id",
      "d.title",
      "d.url",
      "d.is_shared",
      "d.checked_at",
      "d.check_result",
      "d.created_at",
      "d.by_name",
    ])
    .select(["d.version", "f.id as file_id", "f.name as file_name", "f.size", "f.sha256"])
    .where("d.contract_id", "=", contractId)
    .orderBy("d.title")
    .orderBy("d.id")
    .limit(200)
    .execute();
  return rows.map(({ checked_at, created_at, ...row }) => ({
    ...row,
    checked_at: checked_at?.toISOString() ?? null,
    created_at: created_at.toISOString(),
  }));
}

export type ContractDocument = Awaited<ReturnType<typeof listContractDocuments>>[number];

/** The page where the owner adds documents and says who reads them. @throws NotFound for others' contracts */
export async function loadDocumentsPage(door: Reading, id: string) {
  const { id: contractId, name } = await openOwnContract(door, id);
  return {
    slug: door.tenant.slug,
    contract: { id: contractId, name },
    rows: await listContractDocuments(door.db, contractId),
  };
}

export type DocumentsOutcome = { to: string } | { typed: Typed; errors: Errors };

/** Says whether a file may be added here, before anything of it is read. @returns the owner's id */
export async function mayAddFile(door: Reading, id: string): Promise<string> {
  return (await openOwnContract(door, id)).tenant_id;
}

/**
 * Adds the row of a file that is kept already, in one transaction with the document and its history.
 * @returns where to, and whether the content was used: a form sent twice has its file once
 */
export async function addFile(
  door: Door,
  id: string,
  { form, kept }: { form: FormData; kept: KeptContent },
): Promise<{ to: string; isUsed: boolean }> {
  const contract = await lockOwnContract(door, id);
  const { db, tenant, actor } = door;
  const key = form.get(FORM_KEY);
  const earlier = await earlierSubmission(db, key);
  if (earlier) {
    door.unrecorded("the form was sent before");
    return { to: earlier, isUsed: false };
  }
  const title = word(typedValues(form), "title", 200) || kept.name;
  const file_id = await insertStoredFile(db, tenant.id, kept, actor);
  await insertDocument(door, contract, { title, file_id, url: null, is_shared: form.has("is_shared") });
  await note(door, contract, { field: "document", new: inWords(title, kept) });
  const to = contractPartPath(tenant.slug, contract.id, "documents", "?saved=1");
  await rememberSubmission(db, tenant.id, key, to);
  return { to, isUsed: true };
}

/** Adds a link, or changes whether the participants read a document. */
export async function changeDocuments(door: Door, id: string): Promise<DocumentsOutcome> {
  const contract = await lockOwnContract(door, id);
  const { db, form, tenant } = door;
  const to = contractPartPath(tenant.slug, contract.id, "documents", "?saved=1");
  const shared = form.get("share");
  if (typeof shared === "string") {
    await changeSharing(door, contract, { document: shared, isShared: form.get("is_shared") === "yes" });
    return { to };
  }
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const typed = typedValues(form);
  const [title, url] = [word(typed, "link_title", 200), word(typed, "url", 2001)];
  const errors: Errors = {};
  if (title === "") errors.link_title = "required";
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) errors.url = "not_an_address";
  else if (url.length > 2000) errors.url = "too_long";
  if (Object.keys(errors).length > 0) return { typed, errors };
  await insertDocument(door, contract, { title, url, file_id: null, is_shared: form.has("link_is_shared") });
  await note(door, contract, { field: "document", new: title });
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

type Of = { tenant_id: string; id: string; name: string };

async function insertDocument(
  { db, actor }: Door,
  contract: Of,
  document: { title: string; url: string | null; file_id: string | null; is_shared: boolean },
): Promise<void> {
  await db
    .insertInto("contract_document")
    .values({
      ...document,
      tenant_id: contract.tenant_id,
      contract_id: contract.id,
      by_name: actor.name,
      check_result: null,
    })
    .execute();
}

async function changeSharing(
  door: Door,
  contract: Of,
  { document, isShared }: { document: string; isShared: boolean },
): Promise<void> {
  if (!isUuid(document)) throw new NotFound();
  const changed = await door.db
    .updateTable("contract_document")
    .set({ is_shared: isShared })
    .where("tenant_id", "=", contract.tenant_id)
    .where("contract_id", "=", contract.id)
    .where("id", "=", document)
    .returning("title")
    .executeTakeFirst();
  if (!changed) throw new NotFound();
  await note(door, contract, {
    action: isShared ? "shared" : "withdrawn",
    field: "document",
    new: isShared ? changed.title : null,
    old: isShared ? null : changed.title,
  });
}

/** A document that may be deleted, for the page that asks. @throws NotFound */
export async function openDocument(door: Reading, id: string, documentId: string) {
  const { id: contractId, name } = await openOwnContract(door, id);
  const document = (await listContractDocuments(door.db, contractId)).find((each) => each.id === documentId);
  if (!document) throw new NotFound();
  return { slug: door.tenant.slug, contract: { id: contractId, name }, document };
}

/**
 * Deletes a document and its file. The history keeps that it was there: title, name and checksum, so that a copy elsewhere can be
 * told to be the same.
 */
export async function deleteDocument(door: Door, id: string, documentId: string): Promise<string> {
  const contract = await lockOwnContract(door, id);
  const { db, tenant } = door;
  const document = (await listContractDocuments(db, contract.id)).find((each) => each.id === documentId);
  if (!document) throw new Refused("changed_meanwhile");
  await db
    .deleteFrom("contract_document")
    .where("tenant_id", "=", contract.tenant_id)
    .where("id", "=", documentId)
    .execute();
  const { file_id, file_name, sha256, title } = document;
  if (file_id) await deleteStoredFile(db, tenant, file_id);
  const kept = file_name && sha256 ? { name: file_name, sha256 } : undefined;
  await note(door, contract, { field: "document", old: kept ? inWords(title, kept) : title });
  return contractPartPath(tenant.slug, contract.id, "documents", "?saved=1");
}

function inWords(title: string, { name, sha256 }: Pick<KeptContent, "name" | "sha256">): string {
  return `${title} (${name}, SHA-256 ${sha256})`;
}
