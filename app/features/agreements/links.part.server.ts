import type { TenantDb } from "../../server/transaction.server.ts";
import { linkForm } from "./agreements.form.ts";
import { listParties } from "./agreements.server.ts";
import { type PartList, wordsFor } from "./part-lists.server.ts";
import { rowsOf } from "./part-writes.server.ts";
import { typedOf } from "./posted.server.ts";

/** Agreements on personal data, and others, that belong to a cooperation agreement; the newest first. */
export async function listLinks(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("agreement_link as l")
    .leftJoin("organisation as c", "c.id", "l.controller_id")
    .leftJoin("organisation as p", "p.id", "l.processor_id")
    .select(["l.id", "l.kind", "l.title", "l.number", "l.controller_id", "l.processor_id", "l.document_url"])
    .select(["l.from_on", "l.to_on", "c.name as controller_name", "p.name as processor_name"])
    .where("l.agreement_id", "=", agreementId)
    .orderBy("l.from_on", "desc")
    .orderBy("l.id", "desc")
    .limit(200)
    .execute();
}

/** Personuppgiftsbiträdesavtal, gemensamt personuppgiftsansvar and other agreements that belong to this one. */
export const links: PartList = {
  writer: "owner",
  start: ({ agreement, today }) => ({ kind: "processing", from_on: agreement.starts_on ?? today }),
  async lines({ db, agreement, locale }) {
    const { w, format, parts } = wordsFor(locale);
    return (await listLinks(db, agreement.id)).map((link) => ({
      id: link.id,
      title: link.title,
      notes: [
        w.link_kind[link.kind] ?? "",
        link.processor_name ? parts.processingLine(link.controller_name ?? "", link.processor_name) : "",
        `${format.day(link.from_on)}–${link.to_on ? format.day(link.to_on) : ""}`,
        link.document_url ?? "",
      ].filter(Boolean),
      mayChange: true,
      mayRemove: true,
      typed: typedOf(link),
    }));
  },
  ...rowsOf({
    table: "agreement_link",
    form: linkForm,
    field: "link",
    name: ({ title }) => title,
    async check({ db, agreement }, { controller_id, processor_id }) {
      const parties = new Set((await listParties(db, agreement.id)).map((party) => party.organisation_id));
      for (const [field, id] of Object.entries({ controller_id, processor_id }))
        if (id && !parties.has(id)) return { [field]: "choice_wrong" };
      return null;
    },
  }),
};
