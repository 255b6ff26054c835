import type { Updateable } from "kysely";
import type { AgreementTable } from "#db/schema/agreements.ts";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { formatsFor } from "../../text/format.ts";
import type { Locale } from "../../text/text.ts";
import { approvalForm } from "./agreements.form.ts";
import { AMENDMENT_STEPS, type AmendmentStep, agreementPath, amendmentPath } from "./agreements.paths.ts";
import { mayBind } from "./agreements.policy.ts";
import { type Agreement, lockOwnAgreement, openAsParty, openOwnAgreement } from "./agreements.server.ts";
import { type Amendment, approvalsOf, effectOf, findAmendment } from "./amendments.server.ts";
import { documentOf, documentProblem, dropDocument, type Handed, type Received } from "./decisions.server.ts";
import { setAgreement } from "./edit.server.ts";
import { readForm, refusalsIn } from "./posted.server.ts";
import type { StepOutcome } from "./steps.server.ts";
import { termsInForce, termsOf } from "./terms.rules.ts";
import { keepVersion, writeText } from "./texts.server.ts";

/** From which state each step is taken. */
const FROM: Record<AmendmentStep, Amendment["state"]> = {
  sending: "draft",
  removal: "draft",
  force: "sent",
  withdrawal: "sent",
};

function isStep(step: string): step is AmendmentStep {
  return AMENDMENT_STEPS.some((each) => each === step);
}

/** The page that asks before a step of an amendment, with the terms and dates that it moves and what stands in the way. */
export async function loadAmendmentStep(
  door: Door,
  id: string,
  amendmentId: string,
  step: string,
  locale: Locale,
) {
  if (!isStep(step)) throw new NotFound();
  const agreement = await openOwnAgreement(door, id);
  if (step === "force") door.authorize(mayBind(door.actor));
  const amendment = await findAmendment(door.db, id, amendmentId);
  const { rows, isRejected } = await approvalsOf(door, id, amendment);
  return {
    slug: door.tenant.slug,
    step,
    agreement: { id, title: agreement.title },
    amendment: { id: amendment.id, number: amendment.number, title: amendment.title },
    effect: step === "sending" || step === "force" ? effectOf(agreement, amendment, door.today) : null,
    parties: rows.map((row) => row.name),
    isRejected,
    refusal: await problemOf(door, agreement, amendment, step, locale),
  };
}

/** Why a step cannot be taken, in words; null when it can. */
async function problemOf(
  door: Door,
  agreement: Agreement,
  amendment: Amendment,
  step: AmendmentStep,
  locale: Locale,
): Promise<string | null> {
  const r = refusalsIn(locale);
  if (amendment.state !== FROM[step]) return r.not_possible();
  if (step !== "force") return null;
  const { missing } = await approvalsOf(door, agreement.id, amendment);
  if (missing.length > 0) return r["SAM-003"](missing.join(", "));
  if (amendment.effective_on > door.today)
    return r.effective_ahead(formatsFor(locale).day(amendment.effective_on));
  const isOutdated = amendment.base_version !== agreement.text_version || agreement.status !== "in_force";
  return isOutdated ? r.not_possible() : null;
}

/** Takes a step of an amendment; the agreement's row is held, so that of two at once the later sees what the earlier did. */
export async function takeAmendmentStep(
  door: Door,
  id: string,
  amendmentId: string,
  step: string,
  locale: Locale,
): Promise<StepOutcome> {
  if (!isStep(step)) throw new NotFound();
  const agreement = await lockOwnAgreement(door, id);
  if (step === "force") door.authorize(mayBind(door.actor));
  const amendment = await findAmendment(door.db, id, amendmentId);
  const refusal = await problemOf(door, agreement, amendment, step, locale);
  if (refusal) {
    door.unrecorded("nothing was written");
    return { refusal };
  }
  const action = await TAKE[step](door, agreement, amendment);
  await door.record({
    kind: "agreement",
    id,
    name: agreement.title,
    action,
    changes: [
      { field: "amendment", old: null, new: amendment.title },
      ...(action === "put_in_force" ? changesOf(amendment) : []),
    ],
  });
  if (step === "removal") return { to: agreementPath(door.tenant.slug, id, "?saved=1") };
  return { to: amendmentPath(door.tenant.slug, id, amendmentId, "?saved=1") };
}

/** The terms in the agreement's history. */
function changesOf({ terms }: Amendment) {
  return Object.entries(terms).map(([field, { from, to }]) => ({ field, old: from, new: to }));
}

/** What each step writes. @returns what the history calls it */
const TAKE: Record<
  AmendmentStep,
  (door: Door, agreement: Agreement, amendment: Amendment) => Promise<string>
> = {
  async sending(door, _agreement, amendment) {
    await set(door, amendment, { state: "sent", sent_on: door.today });
    return "sent";
  },
  async removal({ db, tenant }, _agreement, amendment) {
    await db
      .deleteFrom("amendment")
      .where("tenant_id", "=", tenant.id)
      .where("id", "=", amendment.id)
      .execute();
    return "deleted";
  },
  /** One that a party has said no to ends as rejected (avvisad). */
  async withdrawal(door, agreement, amendment) {
    const { isRejected } = await approvalsOf(door, agreement.id, amendment);
    await set(door, amendment, { state: isRejected ? "rejected" : "withdrawn", closed_on: door.today });
    return isRejected ? "declined" : "withdrawn";
  },
  async force(door, agreement, amendment) {
    const { db, today } = door;
    const after = termsInForce(agreement, amendment.terms);
    const number = await keepVersion(db, agreement, {
      text: amendment.text,
      effective_on: amendment.effective_on,
      amendment_id: amendment.id,
      terms: { ...termsOf(agreement), ...after.set },
    });
    await writeText(db, agreement, amendment.text);
    await setAgreement(db, agreement, {
      ...(after.set as Updateable<AgreementTable>), // read by amendmentForm
      renewals: JSON.stringify(after.renewals),
      text_version: number,
    });
    await set(door, amendment, { state: "in_force", closed_on: today });
    return "put_in_force";
  },
};

async function set(
  { db, tenant }: Door,
  amendment: Amendment,
  values: { state: Amendment["state"]; sent_on?: string; closed_on?: string },
): Promise<void> {
  await db
    .updateTable("amendment")
    .set({ ...values, version: amendment.version + 1 })
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", amendment.id)
    .execute();
}

/** The own word on an amendment: a yes or a no to exactly the text and the terms that were sent. */
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
  const own = rows.find((row) => row.organisation_id === tenant.id);
  if (amendment.state !== "sent" || !own)
    return { typed, errors: { "": "changed_meanwhile" }, isUsed: false };
  const problem = documentProblem(fields.document_url, kept, null);
  if (problem) return { typed, errors: problem, isUsed: false };
  const document = await documentOf(door, fields.document_url, kept, null);
  await db
    .deleteFrom("amendment_approval")
    .where("tenant_id", "=", tenant.id)
    .where("amendment_id", "=", amendmentId)
    .execute();
  await dropDocument(door, own.approval?.file_id);
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
