import { sql } from "kysely";
import type { TenantDb } from "../../server/transaction.server.ts";
import { areaForm, assetForm, partyForm } from "./agreements.form.ts";
import { isOpenText, partyState, returnProblem } from "./agreements.rules.ts";
import { listAreas, listParties } from "./agreements.server.ts";
import { noteChange, type PartList, wordsFor } from "./part-lists.server.ts";
import { readForm, typedOf } from "./posted.server.ts";

/** Organisations that can be a party: everybody but suppliers, those one knows first; at most 600. */
async function listPossibleParties(db: TenantDb) {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from organisation o where o.kind <> 'supplier'
    order by o.name, o.id limit 600`.execute(db);
  return rows;
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
  async save(door, row) {
    const { db, agreement, form } = door;
    const read = readForm(partyForm, form);
    if ("errors" in read) return read;
    const { typed, fields } = read;
    const all = await listParties(db, agreement.id);
    const organisation = (await listPossibleParties(db)).find((each) => each.id === fields.organisation_id);
    if (!organisation) return { typed, errors: { organisation_id: "choice_wrong" } };
    const earlier = all.filter((party) => party.organisation_id === organisation.id && party.id !== row?.id);
    if (earlier.some((party) => party.leaves_on === null))
      return { typed, errors: { organisation_id: "taken" } };
    if (returnProblem(earlier, fields.joined_on, door.today))
      return { typed, errors: { joined_on: "still_party" } };
    if (agreement.starts_on && fields.joined_on < agreement.starts_on)
      return { typed, errors: { joined_on: "ends_before" } };
    const own = all.find((party) => party.id === row?.id);
    if (own?.organisation_id === agreement.tenant_id && organisation.id !== agreement.tenant_id)
      return { typed, errors: { organisation_id: "owner_stays" } };
    if (row)
      await db
        .updateTable("agreement_party")
        .set({ ...fields, version: (own?.version ?? 0) + 1 })
        .where("tenant_id", "=", agreement.tenant_id)
        .where("id", "=", row.id)
        .execute();
    else
      await db
        .insertInto("agreement_party")
        .values({
          tenant_id: agreement.tenant_id,
          agreement_id: agreement.id,
          ...fields,
          party_order: Math.max(0, ...all.map((party) => party.party_order)) + 1,
        })
        .execute();
    await noteChange(door, { field: "party", old: row?.title, new: organisation.name });
    return undefined;
  },
  async remove(door, row) {
    await removeRow(door.db, "agreement_party", door.agreement.tenant_id, row.id);
    await noteChange(door, { field: "party", old: row.title });
  },
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
  async save(door, row) {
    const { db, agreement } = door;
    const read = readForm(areaForm, door.form);
    if ("errors" in read) return read;
    const key = { tenant_id: agreement.tenant_id, agreement_id: agreement.id };
    if (row)
      await db
        .updateTable("agreement_area")
        .set(read.fields)
        .where("tenant_id", "=", key.tenant_id)
        .where("id", "=", row.id)
        .execute();
    else {
      const seq = (await listAreas(db, agreement.id)).reduce((most, area) => Math.max(most, area.seq), 0) + 1;
      await db
        .insertInto("agreement_area")
        .values({ ...key, ...read.fields, seq })
        .execute();
    }
    await noteChange(door, { field: "area", old: row?.title, new: read.fields.name });
    return undefined;
  },
  async remove(door, row) {
    await removeRow(door.db, "agreement_area", door.agreement.tenant_id, row.id);
    await noteChange(door, { field: "area", old: row.title });
  },
};

/** Common property and debts. */
export const assets: PartList = {
  writer: "owner",
  start: () => ({ kind: "asset" }),
  async lines({ db, agreement, locale }) {
    const { w, format } = wordsFor(locale);
    return (await listAssets(db, agreement.id)).map((asset) => ({
      id: asset.id,
      title: asset.description,
      notes: [
        w.asset_kind[asset.kind] ?? "",
        format.money(asset.value_minor),
        asset.acquired_on ? format.day(asset.acquired_on) : "",
        asset.exit_rule,
      ].filter(Boolean),
      mayChange: true,
      mayRemove: true,
      typed: { ...typedOf(asset), value: (asset.value_minor / 100).toFixed(2).replace(".", ",") },
    }));
  },
  async save(door, row) {
    const { db, agreement } = door;
    const read = readForm(assetForm, door.form);
    if ("errors" in read) return read;
    const { value, ...fields } = read.fields;
    const columns = { ...fields, value_minor: value };
    if (row)
      await db
        .updateTable("joint_asset")
        .set(columns)
        .where("tenant_id", "=", agreement.tenant_id)
        .where("id", "=", row.id)
        .execute();
    else
      await db
        .insertInto("joint_asset")
        .values({ tenant_id: agreement.tenant_id, agreement_id: agreement.id, ...columns })
        .execute();
    await noteChange(door, { field: "asset", old: row?.title, new: fields.description });
    return undefined;
  },
  async remove(door, row) {
    await removeRow(door.db, "joint_asset", door.agreement.tenant_id, row.id);
    await noteChange(door, { field: "asset", old: row.title });
  },
};

/** What the parties own and owe together, by name. */
export async function listAssets(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("joint_asset")
    .select(["id", "kind", "description", "acquired_on", "value_minor", "exit_rule"])
    .where("agreement_id", "=", agreementId)
    .orderBy("description")
    .orderBy("id")
    .limit(500)
    .execute();
}

/** Takes away one row of the agreement's keeper. */
export async function removeRow(
  db: TenantDb,
  table:
    | "agreement_party"
    | "agreement_area"
    | "joint_asset"
    | "clause"
    | "agreement_body"
    | "agreement_body_role"
    | "agreement_duty",
  tenantId: string,
  id: string,
): Promise<void> {
  await db.deleteFrom(table).where("tenant_id", "=", tenantId).where("id", "=", id).execute();
}

/** Only until the parties have decided. */
export const whileOpen = (agreement: { status: Parameters<typeof isOpenText>[0] }) =>
  isOpenText(agreement.status);
