import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { TextClause } from "#db/schema/agreements.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Agreement } from "./agreements.server.ts";
import { type Terms, type TermsChange, termsOf } from "./terms.rules.ts";

/** What the words of a text are known by: equal exactly when every clause and deviation is. */
export function hashOfText(text: readonly TextClause[]): string {
  const words = text.map(({ id, code, heading, body, deviations }) => [
    id,
    code,
    heading,
    body,
    [...deviations]
      .sort((a, b) => a.organisation_id.localeCompare(b.organisation_id))
      .map((each) => [each.organisation_id, each.body]),
  ]);
  return createHash("sha256").update(JSON.stringify(words)).digest("hex");
}

/** What a party approves: the text, and the terms that change with it. */
export function hashOfAmendment(text: readonly TextClause[], terms: TermsChange): string {
  const changes = Object.entries(terms)
    .map(([field, { to }]) => [field, to])
    .sort(([a], [b]) => String(a).localeCompare(String(b)));
  if (changes.length === 0) return hashOfText(text);
  return createHash("sha256")
    .update(JSON.stringify([changes, hashOfText(text)]))
    .digest("hex");
}

/** What a party decides on: the text and the terms that are kept as fields. */
export function hashOfAgreement(agreement: Agreement, text: readonly TextClause[]): string {
  const terms = [
    agreement.title,
    agreement.form,
    agreement.purpose,
    agreement.starts_on,
    agreement.ends_on,
    agreement.is_open_ended,
    agreement.renewal_kind,
    agreement.renewal_length,
    agreement.renewal_unit,
    agreement.renewal_max_times,
    agreement.renewal_decide_length,
    agreement.renewal_decide_unit,
    agreement.notice_length,
    agreement.notice_unit,
    agreement.notice_anchor,
    agreement.binding_until_on,
    agreement.exit_basis,
    agreement.exit_rule,
  ];
  return createHash("sha256")
    .update(JSON.stringify([terms, hashOfText(text)]))
    .digest("hex");
}

/** The clauses as they stand, with each party's deviations; at most 200. */
export async function readText(db: TenantDb, agreementId: string): Promise<TextClause[]> {
  const { rows } = await sql<TextClause>`
    select c.id, c.code, c.heading, c.body, coalesce((select json_agg(json_build_object('organisation_id', d.organisation_id,
        'body', d.body) order by d.organisation_id) from clause_deviation d
        where d.tenant_id = c.tenant_id and d.clause_id = c.id), '[]') as deviations
    from clause c where c.agreement_id = ${agreementId} order by c.seq, c.id limit 200`.execute(db);
  return rows;
}

/** Puts a text in the place of the one that is there; clauses keep their ids. */
export async function writeText(
  db: TenantDb,
  agreement: Agreement,
  text: readonly TextClause[],
): Promise<void> {
  await db
    .deleteFrom("clause")
    .where("tenant_id", "=", agreement.tenant_id)
    .where("agreement_id", "=", agreement.id)
    .execute();
  if (text.length === 0) return;
  await db
    .insertInto("clause")
    .values(
      text.map(({ id, code, heading, body }, index) => ({
        tenant_id: agreement.tenant_id,
        id,
        agreement_id: agreement.id,
        seq: index + 1,
        code,
        heading,
        body,
      })),
    )
    .execute();
  const deviations = text.flatMap((clause) =>
    clause.deviations.map((each) => ({ ...each, tenant_id: agreement.tenant_id, clause_id: clause.id })),
  );
  if (deviations.length > 0) await db.insertInto("clause_deviation").values(deviations).execute();
}

/** Keeps the text that goes into force, whole, with its terms. @returns its number */
export async function keepVersion(
  db: TenantDb,
  agreement: Agreement,
  version: { text: readonly TextClause[]; effective_on: string; amendment_id?: string; terms?: Terms },
): Promise<number> {
  const number = agreement.text_version + 1;
  await db
    .insertInto("agreement_version")
    .values({
      tenant_id: agreement.tenant_id,
      agreement_id: agreement.id,
      number,
      text: JSON.stringify(version.text),
      text_hash: hashOfText(version.text),
      effective_on: version.effective_on,
      amendment_id: version.amendment_id ?? null,
      terms: JSON.stringify(version.terms ?? termsOf(agreement)),
    })
    .execute();
  return number;
}

/** Texts that have been in force, newest first; those that a party that has left still reads end with its time. */
export async function listVersions(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("agreement_version")
    .select(["number", "text", "terms", "effective_on"])
    .where("agreement_id", "=", agreementId)
    .orderBy("number", "desc")
    .limit(100)
    .execute();
}
