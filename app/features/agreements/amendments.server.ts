import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { mayBind, mayKeep } from "./agreements.policy.ts";
import { type Agreement, approvers, listParties, openAgreement } from "./agreements.server.ts";
import { clausesDiff } from "./diff.rules.ts";
import { changedTerms, datesMoved, type Terms, termRows, termsOf } from "./terms.rules.ts";
import { listVersions } from "./texts.server.ts";

/** Amendments of an agreement with how many have approved, newest first. */
export async function listAmendments(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("amendment as m")
    .select(["m.id", "m.number", "m.title", "m.state", "m.effective_on"])
    .select((eb) =>
      eb
        .selectFrom("amendment_approval as p")
        .select((inner) => inner.fn.countAll<number>().as("n"))
        .whereRef("p.amendment_id", "=", "m.id")
        .where("p.verdict", "=", "approved")
        .as("approved"),
    )
    .where("m.agreement_id", "=", agreementId)
    .orderBy("m.number", "desc")
    .limit(200)
    .execute();
}

/** One amendment that the tenant may read. @throws NotFound */
export async function findAmendment(db: TenantDb, agreementId: string, id: string) {
  if (!isUuid(id)) throw new NotFound();
  const row = await db
    .selectFrom("amendment")
    .selectAll()
    .where("agreement_id", "=", agreementId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

export type Amendment = Awaited<ReturnType<typeof findAmendment>>;

async function listApprovals(db: TenantDb, amendmentId: string) {
  return db
    .selectFrom("amendment_approval as p")
    .leftJoin("stored_file as f", (join) =>
      join.onRef("f.tenant_id", "=", "p.tenant_id").onRef("f.id", "=", "p.file_id"),
    )
    .select(["p.tenant_id as organisation_id", "p.verdict", "p.reason", "p.text_hash", "p.organ_name"])
    .select([
      "p.paragraph",
      "p.decided_on",
      "p.document_url",
      "p.file_id",
      "f.name as file_name",
      "f.size as file_size",
    ])
    .where("p.amendment_id", "=", amendmentId)
    .limit(500)
    .execute();
}

/** Those whose approval counts, with what each has said; who has not approved exactly this text is missing (SAM-003). */
export async function approvalsOf(
  { db, today }: Pick<Door, "db" | "today">,
  agreementId: string,
  amendment: Pick<Amendment, "id" | "text_hash">,
) {
  const parties = approvers(await listParties(db, agreementId), today);
  const approvals = await listApprovals(db, amendment.id);
  const rows = parties.map((party) => {
    const own = approvals.find((each) => each.organisation_id === party.organisation_id) ?? null;
    const hasApproved = own?.verdict === "approved" && own.text_hash === amendment.text_hash;
    return { organisation_id: party.organisation_id, name: party.name, approval: own, hasApproved };
  });
  return {
    rows,
    missing: rows.filter((row) => !row.hasApproved).map((row) => row.name),
    isRejected: rows.some((row) => row.approval?.verdict === "rejected"),
  };
}

/** What an amendment does beside the words: terms, and the computed dates that they move, counted on the day it takes effect. */
export function effectOf(
  agreement: Agreement,
  amendment: Pick<Amendment, "terms" | "effective_on">,
  today: string,
) {
  const on = amendment.effective_on > today ? amendment.effective_on : today;
  return {
    terms: termRows(amendment.terms, termsOf(agreement)),
    moved: datesMoved(agreement, amendment.terms, on),
    on,
  };
}

/** One amendment: what it changes word by word and date by date, and who has approved. */
export async function loadAmendment(door: Door, id: string, amendmentId: string) {
  const { db, tenant, actor, today } = door;
  const agreement = await openAgreement(door, id);
  const amendment = await findAmendment(db, id, amendmentId);
  const base = (await listVersions(db, id)).find((each) => each.number === amendment.base_version);
  const { rows, missing } = await approvalsOf(door, id, amendment);
  const isOwner = mayKeep(actor, tenant, agreement);
  const own = rows.find((row) => row.organisation_id === tenant.id);
  const isOpen = amendment.state === "draft" || amendment.state === "sent";
  return {
    slug: tenant.slug,
    agreement: { id, title: agreement.title },
    amendment: {
      id: amendment.id,
      number: amendment.number,
      title: amendment.title,
      reason: amendment.reason,
      effective_on: amendment.effective_on,
      state: amendment.state,
    },
    effect: effectOf(agreement, amendment, today),
    /** Afterwards the dates have moved already. */
    isOpen,
    diff: clausesDiff(base?.text ?? [], amendment.text).filter((clause) => clause.kind !== "kept"),
    names: Object.fromEntries(
      (await listParties(db, id)).map((party) => [party.organisation_id, party.name]),
    ),
    approvals: rows,
    missing,
    can: {
      sending: isOwner && amendment.state === "draft",
      removal: isOwner && amendment.state === "draft",
      force: isOwner && mayBind(actor) && amendment.state === "sent",
      withdrawal: isOwner && amendment.state === "sent",
      approve: mayBind(actor) && amendment.state === "sent" && own !== undefined && !own.hasApproved,
    },
    typed: { organ: "council", verdict: "approved" } as Record<string, string>,
  };
}

/** Two texts that have been in force, side by side; the last two unless told otherwise. */
export async function loadVersions(door: Door, id: string, search: URLSearchParams) {
  const agreement = await openAgreement(door, id);
  const versions = await listVersions(door.db, id);
  if (versions.length === 0) throw new NotFound();
  const pick = (name: string, otherwise: number) =>
    versions.find((each) => each.number === Number(search.get(name))) ?? versions[otherwise];
  const to = pick("to", 0)!;
  const from = search.get("from") === "0" ? undefined : pick("from", 1);
  const other = from && from.number !== to.number ? from : null;
  const terms =
    other?.terms && to.terms ? changedTerms(other.terms as Terms, to.terms as Terms) : ({} as const);
  return {
    slug: door.tenant.slug,
    agreement: { id, title: agreement.title },
    versions: versions.map(({ number, effective_on }) => ({ number, effective_on })),
    from: other?.number ?? null,
    to: to.number,
    terms: other?.terms ? termRows(terms, other.terms as Terms) : [],
    diff: clausesDiff(other?.text ?? to.text, to.text),
    names: Object.fromEntries(
      (await listParties(door.db, id)).map((party) => [party.organisation_id, party.name]),
    ),
  };
}
