import type { Door } from "../../server/tenant.server.ts";
import type { KeptContent } from "../documents/documents.server.ts";
import { deleteStoredFile, insertStoredFile } from "../documents/documents.server.ts";
import { decisionForm } from "./agreements.form.ts";
import { agreementPath } from "./agreements.paths.ts";
import { mayBind } from "./agreements.policy.ts";
import { type Agreement, listDecisions, openAsParty, type Party } from "./agreements.server.ts";
import { type NotTaken, readForm, typedOf } from "./posted.server.ts";
import { hashOfAgreement, readText } from "./texts.server.ts";

/** What came with a form: its fields, and a file when one was chosen. */
export interface Received {
  form: FormData;
  kept: KeptContent | null;
}
/** Where a taken form led to, and whether its file is kept. */
export type Taken = { to: string; isUsed: boolean };
export type Handed = Taken | (NotTaken & { isUsed: false });

/** Before a file is read: whether this person may hand one in for this agreement. @returns the organisation that will own it */
export async function mayHandIn(door: Door, id: string): Promise<string> {
  await openAsParty(door, id, mayBind(door.actor));
  return door.tenant.id;
}

/** The form in which a party records its own decision; `kind` comes with the address. */
export async function loadDecision(door: Door, id: string, search: URLSearchParams) {
  const { agreement, party } = await openAsParty(door, id, mayBind(door.actor));
  const kind = search.get("kind") === "reglemente" ? "reglemente" : "agreement";
  const own = await ownDecision(door, party, kind);
  return {
    slug: door.tenant.slug,
    agreement: { id, title: agreement.title },
    kind: kind as "agreement" | "reglemente",
    needsReglemente: agreement.form === "joint_board",
    isOpen: canDecide(agreement, party),
    file: own?.file_name ?? null,
    typed: own ? typedOf(own) : { kind, organ: "council" },
  };
}

async function ownDecision({ db }: Door, party: Party, kind: string) {
  return (await listDecisions(db, party.agreement_id)).find(
    (each) => each.party_id === party.id && each.kind === kind,
  );
}

/** Decisions are recorded from the sending until the party is part of the agreement. */
function canDecide({ status }: Agreement, party: Party): boolean {
  return status !== "draft" && status !== "ended" && party.admitted_on === null;
}

/**
 * Records what the own organisation has decided, on the text as it stands; recording it again writes over. Whoever decides is a party,
 * so the decision confirms that too.
 */
export async function recordDecision(door: Door, id: string, { form, kept }: Received): Promise<Handed> {
  const { db, tenant, actor, today, record } = door;
  const { agreement, party } = await openAsParty(door, id, mayBind(actor));
  const read = readForm(decisionForm(today), form);
  if ("errors" in read) return { ...read, isUsed: false };
  const { typed, fields } = read;
  if (!canDecide(agreement, party)) return { typed, errors: { "": "changed_meanwhile" }, isUsed: false };
  const before = await ownDecision(door, party, fields.kind);
  const problem = documentProblem(fields.document_url, kept, before?.file_id ?? null);
  if (problem) return { typed, errors: problem, isUsed: false };
  await confirmParty(door, agreement);
  const file = await documentOf(door, fields.document_url, kept, before?.file_id ?? null);
  const columns = {
    ...fields,
    ...file,
    authority: fields.authority,
    by_name: actor.name,
    text_hash: hashOfAgreement(agreement, await readText(db, id)),
  };
  await db
    .insertInto("party_decision")
    .values({ tenant_id: tenant.id, owner_id: agreement.tenant_id, agreement_id: id, ...columns })
    .onConflict((conflict) => conflict.columns(["tenant_id", "party_id", "kind"]).doUpdateSet(columns))
    .execute();
  if (before?.file_id !== file.file_id) await dropDocument(door, before?.file_id);
  await record({
    kind: "agreement",
    id,
    name: agreement.title,
    action: "party_decided",
    changes: [
      {
        field: fields.kind,
        old: before ? `${before.organ_name} ${before.paragraph}, ${before.decided_on}` : null,
        new: `${fields.organ_name} ${fields.paragraph}, ${fields.decided_on}`,
      },
    ],
  });
  return {
    to: agreementPath(tenant.slug, id, "?saved=decided"),
    isUsed: file.file_id !== null && kept !== null,
  };
}

/** A link or a file, not both; what was handed in before may stay. */
export function documentProblem(
  url: string | null,
  kept: KeptContent | null,
  earlier: string | null,
): Record<string, string> | null {
  if (url && kept) return { document_url: "one_document" };
  return url || kept || earlier ? null : { document_url: "document_missing" };
}

/** The columns of the document; a file gets its row here. */
export async function documentOf(
  { db, tenant, actor }: Pick<Door, "db" | "tenant" | "actor">,
  url: string | null,
  kept: KeptContent | null,
  earlier: string | null,
): Promise<{ document_url: string | null; file_id: string | null }> {
  if (kept) return { document_url: null, file_id: await insertStoredFile(db, tenant.id, kept, actor) };
  return url ? { document_url: url, file_id: null } : { document_url: null, file_id: earlier };
}

/** Takes away a document that another has replaced; nobody refers to it any more. */
export async function dropDocument(
  { db, tenant }: Pick<Door, "db" | "tenant">,
  fileId: string | null | undefined,
): Promise<void> {
  if (fileId) await deleteStoredFile(db, tenant, fileId);
}

/** The own word that the organisation is a party; saying it twice changes nothing. The keeper says it by keeping the agreement. */
export async function confirmParty(
  { db, tenant, actor, today }: Pick<Door, "db" | "tenant" | "actor" | "today">,
  agreement: Agreement,
): Promise<void> {
  if (agreement.tenant_id === tenant.id) return;
  await db
    .insertInto("agreement_confirmation")
    .values({
      tenant_id: tenant.id,
      owner_id: agreement.tenant_id,
      agreement_id: agreement.id,
      confirmed_on: today,
      by_name: actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
