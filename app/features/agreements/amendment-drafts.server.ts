import { randomUUID } from "node:crypto";
import type { TextClause } from "#db/schema/agreements.ts";
import { Refused } from "../../server/errors.server.ts";
import { FORM_KEY, once } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { formatsFor } from "../../text/format.ts";
import { type Locale, textFor } from "../../text/text.ts";
import { amendmentForm, clauseForm, deviationForm, renewalForm } from "./agreements.form.ts";
import { amendmentPath } from "./agreements.paths.ts";
import { type Agreement, listParties, lockOwnAgreement, openOwnAgreement } from "./agreements.server.ts";
import { listAmendments } from "./amendments.server.ts";
import { amendmentsText } from "./amendments.text.ts";
import { type Outcome, readForm, type Typed, typedOf } from "./posted.server.ts";
import { changedTerms, renewalToDecide, type TermsChange, termsOf } from "./terms.rules.ts";
import { hashOfAmendment, hashOfText, readText } from "./texts.server.ts";

/** The form of a new amendment: the text and the terms as they stand. */
export async function loadNewAmendment(door: Door, id: string) {
  const agreement = await openOwnAgreement(door, id);
  if (agreement.status !== "in_force") throw new Refused("not_possible");
  const parties = await listParties(door.db, id);
  return {
    slug: door.tenant.slug,
    agreement: { id, title: agreement.title },
    text: await readText(door.db, id),
    names: Object.fromEntries(parties.map((party) => [party.organisation_id, party.name])),
    parties: parties.map((party) => ({ id: party.organisation_id, name: party.name })),
    typed: {
      ...typedOf(termsOf(agreement)),
      effective_on: `${Number(door.today.slice(0, 4)) + 1}-01-01`,
    } as Typed,
  };
}

/** Keeps a proposal as a draft that only its keeper sees. */
export async function createAmendment(door: Door, id: string): Promise<Outcome> {
  const { db, form } = door;
  const agreement = await lockOwnAgreement(door, id);
  if (agreement.status !== "in_force") throw new Refused("not_possible");
  const before = await readText(db, id);
  const read = readForm(amendmentForm, form);
  const { text, typed: texts, errors: wrong } = proposedText(before, await partiesOf(door, id), form);
  const typed = { ...read.typed, ...texts };
  const errors = { ...("errors" in read ? read.errors : {}), ...wrong };
  if ("errors" in read || Object.keys(errors).length > 0) return { typed, errors };
  if (agreement.starts_on && read.fields.ends_on && read.fields.ends_on < agreement.starts_on)
    return { typed, errors: { ends_on: "ends_before" } };
  const terms = changedTerms(termsOf(agreement), termsOf(read.fields));
  if (hashOfText(text) === hashOfText(before) && Object.keys(terms).length === 0)
    return { typed, errors: { "": "nothing_changed" } };
  const { title, reason, effective_on } = read.fields;
  return keepDraft(door, agreement, { typed, about: { title, reason, effective_on }, text, terms });
}

async function partiesOf({ db }: Door, id: string): Promise<ReadonlySet<string>> {
  return new Set((await listParties(db, id)).map((party) => party.organisation_id));
}

/** The form in which a renewal is proposed, with the end that the rule gives. @throws Refused when there is none to decide on */
export async function loadRenewal(door: Door, id: string, locale: Locale) {
  const agreement = await openOwnAgreement(door, id);
  const renewal = agreement.status === "in_force" ? renewalToDecide(agreement, door.today) : null;
  if (!renewal) throw new Refused("not_possible");
  const t = textFor(amendmentsText, locale);
  return {
    slug: door.tenant.slug,
    agreement: { id, title: agreement.title },
    renewal,
    typed: {
      title: t.renewalName(formatsFor(locale).day(renewal.ends_on)),
      effective_on: door.today,
      renewed_until: renewal.ends_on,
    } as Typed,
  };
}

/** Keeps a renewal as the draft of an amendment: the same approval by all parties decides it. */
export async function createRenewal(door: Door, id: string): Promise<Outcome> {
  const agreement = await lockOwnAgreement(door, id);
  const renewal = agreement.status === "in_force" ? renewalToDecide(agreement, door.today) : null;
  if (!renewal) throw new Refused("not_possible");
  const read = readForm(renewalForm, door.form);
  if ("errors" in read) return read;
  const { renewed_until, ...about } = read.fields;
  const from = agreement.renewals.at(-1) ?? agreement.ends_on;
  if (from && renewed_until <= from) return { typed: read.typed, errors: { renewed_until: "ends_before" } };
  return keepDraft(door, agreement, {
    typed: read.typed,
    about,
    text: await readText(door.db, id),
    terms: { renewed_until: { from, to: renewed_until } },
  });
}

interface Draft {
  typed: Typed;
  about: { title: string; reason: string; effective_on: string };
  text: readonly TextClause[];
  terms: TermsChange;
}

/** One amendment at a time is on its way. */
async function keepDraft(
  { db, tenant, form, record }: Door,
  agreement: Agreement,
  { typed, about, text, terms }: Draft,
): Promise<Outcome> {
  const amendments = await listAmendments(db, agreement.id);
  if (amendments.some((each) => each.state === "draft" || each.state === "sent"))
    return { typed, errors: { "": "one_amendment" } };
  const to = await once(db, { tenantId: tenant.id, key: form.get(FORM_KEY) }, async () => {
    const made = await db
      .insertInto("amendment")
      .values({
        tenant_id: tenant.id,
        agreement_id: agreement.id,
        number: (amendments[0]?.number ?? 0) + 1,
        ...about,
        text: JSON.stringify(text),
        terms: JSON.stringify(terms),
        text_hash: hashOfAmendment(text, terms),
        base_version: agreement.text_version,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await record({
      kind: "agreement",
      id: agreement.id,
      name: agreement.title,
      action: "updated",
      changes: [{ field: "amendment", old: null, new: about.title }],
    });
    return amendmentPath(tenant.slug, agreement.id, made.id);
  });
  return { to };
}

/** The posted text: each clause and deviation as it is typed, without those struck out, with the new ones if there are any. */
function proposedText(before: readonly TextClause[], parties: ReadonlySet<string>, form: FormData) {
  const typed: Typed = {};
  const word = (name: string) => {
    typed[name] = String(form.get(name) ?? "");
    return (typed[name] ?? "").trim();
  };
  const prose = (name: string) => word(name).replace(/\r\n/g, "\n");
  const errors: Record<string, string> = {};
  const text: TextClause[] = [];
  for (const clause of before) {
    const heading = word(`heading-${clause.id}`);
    const body = prose(`body-${clause.id}`);
    const deviations = clause.deviations.flatMap(({ organisation_id }) => {
      const name = `deviation-${clause.id}-${organisation_id}`;
      const words = prose(name);
      if (words.length > 5000) errors[name] = "too_long";
      return words ? [{ organisation_id, body: words }] : [];
    });
    if (word(`strike-${clause.id}`)) continue;
    if (heading === "") errors[`heading-${clause.id}`] = "missing";
    if (body === "") errors[`body-${clause.id}`] = "missing";
    if (body.length > 20_000) errors[`body-${clause.id}`] = "too_long";
    text.push({ ...clause, heading: heading.slice(0, 200), body, deviations });
  }
  if (word("new-heading") || word("new-body")) {
    const read = clauseForm.safeParse({
      code: word("new-code"),
      heading: word("new-heading"),
      body: prose("new-body"),
    });
    if (read.success) text.push({ id: randomUUID(), ...read.data, deviations: [] });
    else for (const issue of read.error.issues) errors[`new-${String(issue.path[0])}`] = issue.message;
  }
  const deviation = {
    clause_id: word("deviation-clause_id"),
    organisation_id: word("deviation-organisation_id"),
    body: prose("deviation-body"),
  };
  if (deviation.body) addDeviation(text, parties, deviation, errors);
  if (text.length === 0) errors[""] = "missing";
  return { text, typed, errors };
}

/** What is to hold for one party; in the place of what held for it before. */
function addDeviation(
  text: TextClause[],
  parties: ReadonlySet<string>,
  posted: { clause_id: string; organisation_id: string; body: string },
  errors: Record<string, string>,
): void {
  const read = deviationForm.safeParse(posted);
  if (!read.success) {
    for (const issue of read.error.issues) errors[`deviation-${String(issue.path[0])}`] ??= issue.message;
    return;
  }
  const { clause_id, organisation_id, body } = read.data;
  const index = text.findIndex((clause) => clause.id === clause_id);
  const clause = text[index];
  if (!clause) errors["deviation-clause_id"] = "choice_wrong";
  else if (!parties.has(organisation_id)) errors["deviation-organisation_id"] = "choice_wrong";
  else
    text[index] = {
      ...clause,
      deviations: [
        ...clause.deviations.filter((each) => each.organisation_id !== organisation_id),
        { organisation_id, body },
      ],
    };
}
