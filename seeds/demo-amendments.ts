import { findAgreement } from "#app/features/agreements/agreements.server.ts";
import { setAgreement } from "#app/features/agreements/edit.server.ts";
import { termsOf } from "#app/features/agreements/terms.rules.ts";
import { hashOfAmendment, keepVersion, readText, writeText } from "#app/features/agreements/texts.server.ts";
import { inTenantAs, type JobScope } from "#app/server/system.server.ts";
import { insertMissing } from "./connection.ts";
import type { AgreementContent, AmendmentContent } from "./content/agreements.ts";
import { dayAfter } from "./content/days.ts";

interface Demo {
  scopeOf: (key: string) => JobScope;
  organisations: ReadonlyMap<string, string>;
}
interface Seeding {
  content: AgreementContent;
  /** The agreement. */
  made: string;
  amendment: AmendmentContent;
}

const at = (day: string) => new Date(`${day}T08:00:00Z`);

/** An amendment as it would have been made: sent by the keeper, answered by each party as itself, in force when all have approved. */
export async function seedAmendment(demo: Demo, { content, made, amendment }: Seeding): Promise<void> {
  const keeper = demo.scopeOf(content.owner);
  const of = { tenant_id: keeper.tenantId, agreement_id: made };
  const { title, reason, effective_on, sent_on, clause, notice_length } = amendment;
  const sent = await inTenantAs({ ...keeper, now: at(sent_on) }, async (db) => {
    const agreement = await findAgreement(db, made);
    const text = (await readText(db, made)).map((each) =>
      each.code === clause.code ? { ...each, ...clause } : each,
    );
    const terms = { notice_length };
    const text_hash = hashOfAmendment(text, terms);
    const { id } = await db
      .insertInto("amendment")
      .values({
        ...of,
        ...{ number: 1, title, reason, effective_on, sent_on, text_hash },
        state: "sent",
        text: JSON.stringify(text),
        terms: JSON.stringify(terms),
        base_version: agreement.text_version,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return { id, text, text_hash };
  });
  const approving = content.parties.filter((party) => amendment.isApprovedBy(party.organisation));
  for (const [index, party] of approving.entries()) {
    const decided_on = dayAfter(sent_on, 14 + index);
    const scope = { ...demo.scopeOf(party.organisation), now: at(decided_on) };
    await inTenantAs(scope, (db) =>
      insertMissing(db, "amendment_approval", [
        {
          tenant_id: scope.tenantId,
          owner_id: keeper.tenantId,
          agreement_id: made,
          amendment_id: sent.id,
          verdict: "approved",
          organ: "council",
          organ_name: "Kommunfullmäktige",
          paragraph: party.paragraph,
          decided_on,
          document_url: `https://protokoll.${party.organisation}.demo.invalid/kf`,
          text_hash: sent.text_hash,
          by_name: scope.byName,
          recorded_at: at(decided_on),
        },
      ]),
    );
  }
  if (approving.length < content.parties.length) return;
  await inTenantAs({ ...keeper, now: at(effective_on) }, async (db) => {
    const agreement = await findAgreement(db, made);
    const number = await keepVersion(db, agreement, {
      text: sent.text,
      effective_on,
      amendment_id: sent.id,
      terms: { ...termsOf(agreement), notice_length: notice_length.to },
    });
    await writeText(db, agreement, sent.text);
    await setAgreement(db, agreement, { notice_length: notice_length.to, text_version: number });
    await db
      .updateTable("amendment")
      .set({ state: "in_force", closed_on: effective_on })
      .where("tenant_id", "=", of.tenant_id)
      .where("id", "=", sent.id)
      .execute();
    const event = {
      object_kind: "agreement",
      object_id: made,
      object_name: content.title,
      field: "amendment",
    };
    await insertMissing(db, "change_event", [
      {
        tenant_id: of.tenant_id,
        by_name: keeper.byName,
        at: at(effective_on),
        via: "ui",
        action: "put_in_force",
        ...event,
        new: JSON.stringify(title),
      },
    ]);
  });
}
