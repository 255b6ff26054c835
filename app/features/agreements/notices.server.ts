import { Refused } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { explained } from "../deadlines/deadlines.text.ts";
import { noticeForm } from "./agreements.form.ts";
import { agreementPath } from "./agreements.paths.ts";
import { mayBind } from "./agreements.policy.ts";
import { partyState } from "./agreements.rules.ts";
import { openAsParty } from "./agreements.server.ts";
import { documentOf, documentProblem, type Handed, type Received } from "./decisions.server.ts";
import { type NoticeOutcome, noticeOutcome } from "./notice.rules.ts";
import { type Outcome, readForm, refusalsIn } from "./posted.server.ts";
import { agreementWords } from "./words.text.ts";

/** Notices that parties have given, newest first; those taken back too. */
export async function listNotices(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("agreement_notice as n")
    .innerJoin("organisation as o", "o.id", "n.tenant_id")
    .select([
      "n.id",
      "n.party_id",
      "n.tenant_id as organisation_id",
      "o.name",
      "n.given_on",
      "n.ends_on",
      "n.withdrawn_on",
    ])
    .select(["n.organ_name", "n.paragraph", "n.decided_on", "n.reason"])
    .where("n.agreement_id", "=", agreementId)
    .orderBy("n.given_on", "desc")
    .orderBy("n.id", "desc")
    .limit(200)
    .execute();
}

/** The form of the own notice, with what a notice today would lead to. */
export async function loadNotice(door: Door, id: string, locale: Locale) {
  const { agreement, party } = await openAsParty(door, id, mayBind(door.actor));
  const { db, tenant, today } = door;
  const given = (await listNotices(db, id)).find(
    (each) => each.party_id === party.id && each.withdrawn_on === null,
  );
  const now = noticeOutcome(agreement, today, null);
  return {
    slug: tenant.slug,
    agreement: { id, title: agreement.title },
    given: given ? { given_on: given.given_on, ends_on: given.ends_on } : null,
    isOpen: agreement.status === "in_force" && partyState(party, today) === "party",
    preview: "ends_on" in now ? { ends_on: now.ends_on, how: explained(now.explain, locale) } : null,
    typed: { given_on: today, organ: "council" } as Record<string, string>,
  };
}

/**
 * Records the own notice: its last day is computed, the wind-down list is made and every list says "lämnar". A notice that came too
 * late for the running period (UPP-001) is saved only when the later end has been read.
 */
export async function giveNotice(
  door: Door,
  id: string,
  { form, kept }: Received,
  locale: Locale,
): Promise<Handed> {
  const { db, tenant, actor, today, record } = door;
  const { agreement, party } = await openAsParty(door, id, mayBind(actor));
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier, isUsed: false };
  const read = readForm(noticeForm(today), form);
  if ("errors" in read) return { ...read, isUsed: false };
  const { typed, fields } = read;
  const isOpen = agreement.status === "in_force" && partyState(party, today) === "party";
  if (!isOpen) return { typed, errors: { "": "changed_meanwhile" }, isUsed: false };
  const documentErrors = documentProblem(fields.document_url, kept, null);
  if (documentErrors) return { typed, errors: documentErrors, isUsed: false };
  const outcome = noticeOutcome(agreement, fields.given_on, fields.wanted_on);
  const past = pastProblem(outcome, { given_on: fields.given_on, joined_on: party.joined_on, today });
  if (past) return { typed, errors: { given_on: past }, isUsed: false };
  const confirmed = String(form.get("seen_end") ?? "");
  const problem = noticeProblem(outcome, confirmed, locale);
  if (problem) {
    const shown = "ends_on" in outcome ? { ...typed, seen_end: outcome.ends_on } : typed;
    return { typed: shown, errors: problem, isUsed: false };
  }
  if (!("ends_on" in outcome)) throw new Refused("not_possible");
  const { wanted_on: _, ...columns } = fields;
  const document = await documentOf(door, fields.document_url, kept, null);
  await db
    .insertInto("agreement_notice")
    .values({
      tenant_id: tenant.id,
      owner_id: agreement.tenant_id,
      agreement_id: id,
      ...columns,
      ...document,
      ends_on: outcome.ends_on,
      by_name: actor.name,
    })
    .execute();
  await record({
    kind: "agreement",
    id,
    name: agreement.title,
    action: "notice_given",
    changes: [{ field: "leaves_on", old: null, new: outcome.ends_on }],
    reason: fields.reason || undefined,
  });
  const to = agreementPath(tenant.slug, id, "?saved=notice");
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to, isUsed: document.file_id !== null };
}

/** A notice is of a party, and nobody leaves on a day that has been: years that are settled would lose who paid for them. */
function pastProblem(
  outcome: NoticeOutcome,
  { given_on, joined_on, today }: { given_on: string; joined_on: string; today: string },
): "before_joining" | "end_passed" | null {
  if (given_on < joined_on) return "before_joining";
  return "ends_on" in outcome && outcome.ends_on < today ? "end_passed" : null;
}

/** UPP-001 and UPP-002 in words, by field. */
function noticeProblem(
  outcome: NoticeOutcome,
  seenEnd: string,
  locale: Locale,
): Record<string, string> | null {
  const r = refusalsIn(locale);
  const { day } = formatsFor(locale);
  if ("refused" in outcome) {
    if (outcome.refused === "no_rule") return { given_on: r.no_notice_rule() };
    const why = [
      r.noticeTo(textFor(agreementWords, locale).notice_anchor[outcome.anchor] ?? ""),
      ...(outcome.bound_on ? [r.boundTo(day(outcome.bound_on))] : []),
    ].join(", ");
    return { wanted_on: r["UPP-002"](day(outcome.wanted), why, day(outcome.nearest_on)) };
  }
  const { late } = outcome;
  if (!late || seenEnd === outcome.ends_on) return null;
  return {
    given_on: r["UPP-001"](day(late.given_on), day(late.last_on), day(late.ends_on), day(late.next_on)),
  };
}

/** Takes the own notice back, as long as the last day has not passed. */
export async function withdrawNotice(door: Door, id: string): Promise<Outcome> {
  const { db, tenant, today, record } = door;
  const { agreement, party } = await openAsParty(door, id, mayBind(door.actor));
  const taken = await db
    .updateTable("agreement_notice")
    .set({ withdrawn_on: today })
    .where("tenant_id", "=", tenant.id)
    .where("party_id", "=", party.id)
    .where("withdrawn_on", "is", null)
    .where("ends_on", ">=", today)
    .returning("ends_on")
    .executeTakeFirst();
  if (!taken || agreement.status === "ended") throw new Refused("changed_meanwhile");
  await record({
    kind: "agreement",
    id,
    name: agreement.title,
    action: "notice_withdrawn",
    changes: [{ field: "leaves_on", old: taken.ends_on, new: null }],
  });
  return { to: agreementPath(tenant.slug, id, "?saved=unnotice") };
}
