import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import { areaForm, partyForm } from "./agreements.form.ts";
import { isOpenText, partyState, returnProblem } from "./agreements.rules.ts";
import { listAreas, listParties } from "./agreements.server.ts";
import { type PartList, wordsFor } from "./part-lists.server.ts";
import { rowsOf } from "./part-writes.server.ts";
import { typedOf } from "./posted.server.ts";

/** Organisations that can be a party: everybody but suppliers, those one knows first; at most 600. */
async function listPossibleParties(db: TenantDb) {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from organisation o where o.kind <> 'supplier'
    order by o.name, o.id limit 600`.execute(db);
  return rows;
}

async function isPossibleParty(db: TenantDb, id: string): Promise<boolean> {
  const row = await db
    .selectFrom("organisation")
    .select("id")
    .where("id", "=", id)
    .where("kind", "<>", "supplier")
    .executeTakeFirst();
  return row !== undefined;
}

/** Who is or is to be a party. Once the agreement is in force a new one is proposed here and admitted by a step of its own. */
export const parties: PartList = {
  writer: "owner",
  isOpen: (agreement) => agreement.status !== "ended" && agreement.status !== "winding_down",
  start: ({ agreement, today }) => ({
    role: "participant",
    joined_on: agreement.starts_on && agreement.starts_on > today ? agreement.starts_on : today,
  }),
  async lines({ db, agreement, locale, today }) {
    const { w, format } = wordsFor(locale);
    return (await listParties(db, agreement.id)).map((party) => {
      const isProposed = party.admitted_on === null;
      return {
        id: party.id,
        title: party.name,
        notes: [
          w.role[party.role] ?? "",
          w.party_state[partyState(party, today)] ?? "",
          format.day(party.joined_on),
        ],
        mayChange: isProposed,
        mayRemove: isProposed && party.organisation_id !== agreement.tenant_id,
        typed: typedOf({ ...party, exit_percent: party.exit_percent && String(Number(party.exit_percent)) }),
      };
    });
  },
  async choices({ db }) {
    return { organisations: await listPossibleParties(db) };
  },
  ...rowsOf({
    table: "agreement_party",
    form: partyForm,
    field: "party",
    async name(fields, { db }) {
      const row = await db
        .selectFrom("organisation")
        .select("name")
        .where("id", "=", fields.organisation_id)
        .executeTakeFirstOrThrow();
      return row.name;
    },
    async check({ db, agreement, today }, fields, row): Promise<Record<string, string> | null> {
      const all = await listParties(db, agreement.id);
      if (!(await isPossibleParty(db, fields.organisation_id))) return { organisation_id: "choice_wrong" };
      const earlier = all.filter(
        (party) => party.organisation_id === fields.organisation_id && party.id !== row?.id,
      );
      if (earlier.some((party) => party.leaves_on === null)) return { organisation_id: "taken" };
      if (returnProblem(earlier, fields.joined_on, today)) return { joined_on: "still_party" };
      if (agreement.starts_on && fields.joined_on < agreement.starts_on) return { joined_on: "ends_before" };
      const own = all.find((party) => party.id === row?.id);
      const isMoved =
        own?.organisation_id === agreement.tenant_id && fields.organisation_id !== agreement.tenant_id;
      return isMoved ? { organisation_id: "owner_stays" } : null;
    },
    more: ({ agreement }) => ({
      party_order: sql<number>`(select coalesce(max(party_order), 0) + 1 from agreement_party
        where tenant_id = ${agreement.tenant_id} and agreement_id = ${agreement.id})`,
    }),
  }),
};

/** What the cooperation is about, and who runs each area. */
export const areas: PartList = {
  writer: "owner",
  async lines({ db, agreement, locale }) {
    const { w } = wordsFor(locale);
    return (await listAreas(db, agreement.id)).map((area) => ({
      id: area.id,
      title: area.name,
      notes: [area.host_name ? `${w.role.host}: ${area.host_name}` : "", area.tasks].filter(Boolean),
      mayChange: true,
      mayRemove: true,
      typed: typedOf(area),
    }));
  },
  ...rowsOf({ table: "agreement_area", form: areaForm, field: "area", name: ({ name }) => name }),
};

/** Only until the parties have decided. */
export const whileOpen = (agreement: { status: Parameters<typeof isOpenText>[0] }) =>
  isOpenText(agreement.status);
