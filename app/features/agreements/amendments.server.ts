import { randomUUID } from "node:crypto";
import type { TextClause } from "#db/schema/agreements.ts";
import { NotFound, Refused } from "../../server/errors.server.ts";
import { FORM_KEY, once } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { formatsFor } from "../../text/format.ts";
import type { Locale } from "../../text/text.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { amendmentForm, approvalForm, clauseForm } from "./agreements.form.ts";
import { agreementPath, amendmentPath } from "./agreements.paths.ts";
import { mayBind, mayKeep } from "./agreements.policy.ts";
import { decidingParties } from "./agreements.rules.ts";
import {
  type Agreement,
  currentParties,
  listParties,
  lockOwnAgreement,
  openAgreement,
  openAsParty,
  openOwnAgreement,
} from "./agreements.server.ts";
import { documentOf, documentProblem, type Handed, type Received } from "./decisions.server.ts";
import { clausesDiff } from "./diff.rules.ts";
import { setAgreement } from "./edit.server.ts";
import { type NotTaken, type Outcome, readForm, refusalsIn } from "./posted.server.ts";
import { hashOfText, keepVersion, listVersions, readText, writeText } from "./texts.server.ts";

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

async function findAmendment(db: TenantDb, agreementId: string, id: string) {
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
async function approvalsOf(
  { db, today }: Pick<Door, "db" | "today">,
  agreementId: string,
  amendment: { id: string; text_hash: string },
) {
  const parties = decidingParties(currentParties(await listParties(db, agreementId), today), today);
  const approvals = await listApprovals(db, amendment.id);
  const rows = parties.map((party) => {
    const own = approvals.find((each) => each.organisation_id === party.organisation_id) ?? null;
    const hasApproved = own?.verdict === "approved" && own.text_hash === amendment.text_hash;
    return { organisation_id: party.organisation_id, name: party.name, approval: own, hasApproved };
  });
  return { rows, missing: rows.filter((row) => !row.hasApproved).map((row) => row.name) };
}

/** The form of a new amendment: the text as it stands, clause by clause. */
export async function loadNewAmendment(door: Door, id: string) {
  const agreement = await openOwnAgreement(door, id);
  if (agreement.status !== "in_force") throw new Refused("not_possible");
  return {
    slug: door.tenant.slug,
    agreement: { id, title: agreement.title },
    text: await readText(door.db, id),
    typed: { effective_on: `${Number(door.today.slice(0, 4)) + 1}-01-01` } as Record<string, string>,
  };
}

/** Keeps a proposal as a draft that only its keeper sees. */
export async function createAmendment(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, form, record } = door;
  const agreement = await lockOwnAgreement(door, id);
  if (agreement.status !== "in_force") throw new Refused("not_possible");
  const before = await readText(db, id);
  const read = readForm(amendmentForm, form);
  const { text, typed: texts, errors: wrong } = proposedText(before, form);
  const typed = { ...read.typed, ...texts };
  const errors = { ...("errors" in read ? read.errors : {}), ...wrong };
  if ("errors" in read || Object.keys(errors).length > 0) return { typed, errors };
  if (hashOfText(text) === hashOfText(before)) return { typed, errors: { "": "nothing_changed" } };
  const amendments = await listAmendments(db, id);
  if (amendments.some((each) => each.state === "draft" || each.state === "sent"))
    return { typed, errors: { "": "one_amendment" } };
  const to = await once(db, { tenantId: tenant.id, key: form.get(FORM_KEY) }, async () => {
    const made = await db
      .insertInto("amendment")
      .values({
        tenant_id: tenant.id,
        agreement_id: id,
        number: (amendments[0]?.number ?? 0) + 1,
        ...read.fields,
        text: JSON.stringify(text),
        text_hash: hashOfText(text),
        base_version: agreement.text_version,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await record({
      kind: "agreement",
      id,
      name: agreement.title,
      action: "updated",
      changes: [{ field: "amendment", old: null, new: read.fields.title }],
    });
    return amendmentPath(tenant.slug, id, made.id);
  });
  return { to };
}

/** The posted text: each clause as it is typed, without those struck out, with the new one if there is one. */
function proposedText(before: readonly TextClause[], form: FormData) {
  const typed: Record<string, string> = {};
  const word = (name: string) => {
    typed[name] = String(form.get(name) ?? "");
    return (typed[name] ?? "").trim();
  };
  const errors: Record<string, string> = {};
  const text: TextClause[] = [];
  for (const clause of before) {
    const heading = word(`heading-${clause.id}`);
    const body = word(`body-${clause.id}`).replace(/\r\n/g, "\n");
    if (word(`strike-${clause.id}`)) continue;
    if (heading === "") errors[`heading-${clause.id}`] = "missing";
    if (body === "") errors[`body-${clause.id}`] = "missing";
    if (body.length > 20_000) errors[`body-${clause.id}`] = "too_long";
    text.push({ ...clause, heading: heading.slice(0, 200), body });
  }
  if (word("new-heading") || word("new-body")) {
    const read = clauseForm.safeParse({
      code: word("new-code"),
      heading: word("new-heading"),
      body: word("new-body"),
    });
    if (read.success) text.push({ id: randomUUID(), ...read.data, deviations: [] });
    else for (const issue of read.error.issues) errors[`new-${String(issue.path[0])}`] = issue.message;
  }
  if (text.length === 0) errors[""] = "missing";
  return { text, typed, errors };
}

/** One amendment: what it changes word by word, and who has approved. */
export async function loadAmendment(door: Door, id: string, amendmentId: string) {
  const { db, tenant, actor, today } = door;
  const agreement = await openAgreement(door, id);
  const amendment = await findAmendment(db, id, amendmentId);
  const base = (await listVersions(db, id)).find((each) => each.number === amendment.base_version);
  const { rows, missing } = await approvalsOf(door, id, amendment);
  const isOwner = mayKeep(actor, tenant, agreement);
  const own = rows.find((row) => row.organisation_id === tenant.id);
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
    diff: clausesDiff(base?.text ?? [], amendment.text),
    names: Object.fromEntries(
      (await listParties(db, id)).map((party) => [party.organisation_id, party.name]),
    ),
    approvals: rows,
    missing,
    isForced: amendment.effective_on <= today,
    can: {
      send: isOwner && amendment.state === "draft",
      remove: isOwner && amendment.state === "draft",
      force: isOwner && mayBind(actor) && amendment.state === "sent",
      withdraw: isOwner && amendment.state === "sent",
      approve: mayBind(actor) && amendment.state === "sent" && own !== undefined && !own.hasApproved,
    },
    typed: { organ: "council", verdict: "approved" } as Record<string, string>,
  };
}

/** Sends, takes back, removes or puts in force; `intent` says which. */
export async function stepAmendment(
  door: Door,
  id: string,
  amendmentId: string,
  locale: Locale,
): Promise<Outcome> {
  const { db, tenant, today, form, record, authorize } = door;
  const agreement = await lockOwnAgreement(door, id);
  const amendment = await findAmendment(db, id, amendmentId);
  const to = amendmentPath(tenant.slug, id, amendmentId, "?saved=1");
  const set = (values: {
    state: "sent" | "withdrawn" | "in_force" | "rejected";
    sent_on?: string;
    closed_on?: string;
  }) =>
    db
      .updateTable("amendment")
      .set({ ...values, version: amendment.version + 1 })
      .where("tenant_id", "=", tenant.id)
      .where("id", "=", amendmentId)
      .execute();
  const note = (action: string) =>
    record({
      kind: "agreement",
      id,
      name: agreement.title,
      action,
      changes: [{ field: "amendment", old: null, new: amendment.title }],
    });
  const intent = form.get("intent");
  if (intent === "send" && amendment.state === "draft") {
    await set({ state: "sent", sent_on: today });
    await note("sent");
    return { to };
  }
  if (intent === "remove" && amendment.state === "draft") {
    await db
      .deleteFrom("amendment")
      .where("tenant_id", "=", tenant.id)
      .where("id", "=", amendmentId)
      .execute();
    await note("deleted");
    return { to: agreementPath(tenant.slug, id, "?saved=1") };
  }
  if (intent === "withdraw" && amendment.state === "sent") {
    await set({ state: "withdrawn", closed_on: today });
    await note("withdrawn");
    return { to };
  }
  if (intent === "force" && amendment.state === "sent") {
    authorize(mayBind(door.actor));
    return forceAmendment(door, agreement, amendment, { set, note, to, locale });
  }
  throw new Refused("changed_meanwhile");
}

type Amendment = Awaited<ReturnType<typeof findAmendment>>;

async function forceAmendment(
  door: Door,
  agreement: Agreement,
  amendment: Amendment,
  {
    set,
    note,
    to,
    locale,
  }: {
    set(values: { state: "in_force"; closed_on: string }): Promise<unknown>;
    note(action: string): Promise<void>;
    to: string;
    locale: Locale;
  },
): Promise<Outcome> {
  const { db, today, unrecorded } = door;
  const refuse = (sentence: string): NotTaken => {
    unrecorded("nothing was written");
    return { typed: {}, errors: { "": sentence } };
  };
  const { missing } = await approvalsOf(door, agreement.id, amendment);
  const r = refusalsIn(locale);
  if (missing.length > 0) return refuse(r["SAM-003"](missing.join(", ")));
  if (amendment.effective_on > today)
    return refuse(r.effective_ahead(formatsFor(locale).day(amendment.effective_on)));
  if (amendment.base_version !== agreement.text_version) return refuse(r.not_possible());
  const number = await keepVersion(db, agreement, {
    text: amendment.text,
    effective_on: amendment.effective_on,
    amendment_id: amendment.id,
  });
  await writeText(db, agreement, amendment.text);
  await setAgreement(db, agreement, { text_version: number });
  await set({ state: "in_force", closed_on: today });
  await note("put_in_force");
  return { to };
}

/** The own word on an amendment: a yes or a no to exactly the text that was sent. */
export async function approveAmendment(
  door: Door,
  id: string,
  amendmentId: string,
  { form, kept }: Received,
): Promise<Handed> {
  const { db, tenant, actor, today, record } = door;
  const { agreement } = await openAsParty(door, id, mayBind(actor));
  const amendment = await findAmendment(db, id, amendmentId);
  const read = readForm(approvalForm(today), form);
  if ("errors" in read) return { ...read, isUsed: false };
  const { typed, fields } = read;
  const { rows } = await approvalsOf(door, id, amendment);
  if (amendment.state !== "sent" || !rows.some((row) => row.organisation_id === tenant.id))
    return { typed, errors: { "": "changed_meanwhile" }, isUsed: false };
  const problem = documentProblem(fields.document_url, kept, null);
  if (problem) return { typed, errors: problem, isUsed: false };
  const document = await documentOf(door, fields.document_url, kept, null);
  await db
    .deleteFrom("amendment_approval")
    .where("tenant_id", "=", tenant.id)
    .where("amendment_id", "=", amendmentId)
    .execute();
  await db
    .insertInto("amendment_approval")
    .values({
      tenant_id: tenant.id,
      owner_id: agreement.tenant_id,
      agreement_id: id,
      amendment_id: amendmentId,
      ...fields,
      ...document,
      text_hash: amendment.text_hash,
      by_name: actor.name,
    })
    .execute();
  await record({
    kind: "agreement",
    id,
    name: agreement.title,
    action: fields.verdict === "approved" ? "approved" : "declined",
    changes: [{ field: "amendment", old: null, new: amendment.title }],
    reason: fields.reason || undefined,
  });
  return { to: amendmentPath(tenant.slug, id, amendmentId, "?saved=1"), isUsed: document.file_id !== null };
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
  return {
    slug: door.tenant.slug,
    agreement: { id, title: agreement.title },
    versions: versions.map(({ number, effective_on }) => ({ number, effective_on })),
    from: from && from.number !== to.number ? from.number : null,
    to: to.number,
    diff: clausesDiff(from && from.number !== to.number ? from.text : to.text, to.text),
    names: Object.fromEntries(
      (await listParties(door.db, id)).map((party) => [party.organisation_id, party.name]),
    ),
  };
}
