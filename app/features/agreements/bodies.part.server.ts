import type { TenantDb } from "../../server/transaction.server.ts";
import { daysInMonth } from "../deadlines/days.rules.ts";
import { bodyForm, dutyForm, roleForm } from "./agreements.form.ts";
import { listParties } from "./agreements.server.ts";
import { noteChange, type PartDoor, type PartList, wordsFor } from "./part-lists.server.ts";
import { removeRow } from "./parties.part.server.ts";
import { readForm, typedOf } from "./posted.server.ts";

/** Bodies of an agreement in their order. */
export async function listBodies(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("agreement_body")
    .select(["id", "seq", "kind", "name", "tasks"])
    .where("agreement_id", "=", agreementId)
    .orderBy("seq")
    .orderBy("id")
    .limit(100)
    .execute();
}

/** Who sits in the bodies, by body and title. */
export async function listRoles(db: TenantDb, agreementId: string) {
  return db
    .selectFrom("agreement_body_role as r")
    .innerJoin("agreement_body as b", (join) =>
      join.onRef("b.tenant_id", "=", "r.tenant_id").onRef("b.id", "=", "r.body_id"),
    )
    .innerJoin("organisation as o", "o.id", "r.organisation_id")
    .select(["r.id", "r.body_id", "b.name as body_name", "r.title", "r.person_name", "r.organisation_id"])
    .select(["o.name as organisation_name", "r.from_on", "r.to_on"])
    .where("r.agreement_id", "=", agreementId)
    .orderBy("b.seq")
    .orderBy("r.title")
    .orderBy("r.id")
    .limit(500)
    .execute();
}

/** Duties of the yearly clock with the years they have been done for. */
export async function listDuties(db: TenantDb, agreementId: string) {
  const rows = await db
    .selectFrom("agreement_duty as d")
    .leftJoin("organisation as o", "o.id", "d.organisation_id")
    .select(["d.id", "d.title", "d.month", "d.day", "d.organisation_id", "o.name as organisation_name"])
    .where("d.agreement_id", "=", agreementId)
    .orderBy("d.month")
    .orderBy("d.day")
    .orderBy("d.id")
    .limit(200)
    .execute();
  const done = await db
    .selectFrom("agreement_duty_done")
    .select(["duty_id", "year"])
    .where("agreement_id", "=", agreementId)
    .orderBy("year", "desc")
    .limit(2000)
    .execute();
  return rows.map((duty) => ({
    ...duty,
    doneYears: done.filter((each) => each.duty_id === duty.id).map((each) => each.year),
  }));
}

/** Decision bodies: joint board, council, steering group, working groups. */
export const bodies: PartList = {
  writer: "owner",
  start: () => ({ kind: "council" }),
  async lines({ db, agreement, locale }) {
    const { w } = wordsFor(locale);
    return (await listBodies(db, agreement.id)).map((body) => ({
      id: body.id,
      title: body.name,
      notes: [w.body_kind[body.kind] ?? "", body.tasks].filter(Boolean),
      mayChange: true,
      mayRemove: true,
      typed: typedOf(body),
    }));
  },
  async save(door, row) {
    const { db, agreement } = door;
    const read = readForm(bodyForm, door.form);
    if ("errors" in read) return read;
    if (row)
      await db
        .updateTable("agreement_body")
        .set(read.fields)
        .where("tenant_id", "=", agreement.tenant_id)
        .where("id", "=", row.id)
        .execute();
    else {
      const seq =
        (await listBodies(db, agreement.id)).reduce((most, body) => Math.max(most, body.seq), 0) + 1;
      await db
        .insertInto("agreement_body")
        .values({ tenant_id: agreement.tenant_id, agreement_id: agreement.id, ...read.fields, seq })
        .execute();
    }
    await noteChange(door, { field: "body", old: row?.title, new: read.fields.name });
    return undefined;
  },
  async remove(door, row) {
    await removeRow(door.db, "agreement_body", door.agreement.tenant_id, row.id);
    await noteChange(door, { field: "body", old: row.title });
  },
};

/** Who holds which role in which body, from when to when. */
export const roles: PartList = {
  writer: "owner",
  async lines({ db, agreement, locale }) {
    const { format } = wordsFor(locale);
    return (await listRoles(db, agreement.id)).map((role) => ({
      id: role.id,
      title: `${role.person_name}, ${role.title}`,
      notes: [
        role.body_name,
        role.organisation_name,
        [role.from_on, role.to_on].map((day) => (day ? format.day(day) : "")).join("–"),
      ].filter((note) => note !== "" && note !== "–"),
      mayChange: true,
      mayRemove: true,
      typed: typedOf(role),
    }));
  },
  async choices({ db, agreement }) {
    return { bodies: await listBodies(db, agreement.id) };
  },
  async save(door, row) {
    const { db, agreement } = door;
    const read = readForm(roleForm, door.form);
    if ("errors" in read) return read;
    const { typed, fields } = read;
    const body = (await listBodies(db, agreement.id)).find((each) => each.id === fields.body_id);
    if (!body) return { typed, errors: { body_id: "choice_wrong" } };
    if (!(await isParty(door, fields.organisation_id)))
      return { typed, errors: { organisation_id: "choice_wrong" } };
    if (row)
      await db
        .updateTable("agreement_body_role")
        .set(fields)
        .where("tenant_id", "=", agreement.tenant_id)
        .where("id", "=", row.id)
        .execute();
    else
      await db
        .insertInto("agreement_body_role")
        .values({ tenant_id: agreement.tenant_id, agreement_id: agreement.id, ...fields })
        .execute();
    await noteChange(door, { field: "role", old: row?.title, new: `${fields.person_name}, ${fields.title}` });
    return undefined;
  },
  async remove(door, row) {
    await removeRow(door.db, "agreement_body_role", door.agreement.tenant_id, row.id);
    await noteChange(door, { field: "role", old: row.title });
  },
};

async function isParty({ db, agreement }: PartDoor, id: string | null): Promise<boolean> {
  return id === null || (await listParties(db, agreement.id)).some((party) => party.organisation_id === id);
}

/** What falls due on the same day every year. */
export const duties: PartList = {
  writer: "owner",
  async lines({ db, agreement, locale }) {
    const { format } = wordsFor(locale);
    return (await listDuties(db, agreement.id)).map((duty) => ({
      id: duty.id,
      title: duty.title,
      notes: [
        // the day without a year: 2028 is a leap year, so every day of a year exists in it
        format
          .dayInWords(`2028-${String(duty.month).padStart(2, "0")}-${String(duty.day).padStart(2, "0")}`)
          .replace(/,? 2028$/, ""),
        duty.organisation_name ?? "",
      ].filter(Boolean),
      mayChange: true,
      mayRemove: true,
      typed: typedOf(duty),
    }));
  },
  async save(door, row) {
    const { db, agreement } = door;
    const read = readForm(dutyForm, door.form);
    if ("errors" in read) return read;
    const { typed, fields } = read;
    const [month, day] = [fields.month ?? 1, fields.day ?? 1];
    if (day > daysInMonth(2028, month)) return { typed, errors: { day: "not_a_day" } };
    if (!(await isParty(door, fields.organisation_id)))
      return { typed, errors: { organisation_id: "choice_wrong" } };
    const columns = { title: fields.title, month, day, organisation_id: fields.organisation_id };
    if (row)
      await db
        .updateTable("agreement_duty")
        .set(columns)
        .where("tenant_id", "=", agreement.tenant_id)
        .where("id", "=", row.id)
        .execute();
    else
      await db
        .insertInto("agreement_duty")
        .values({ tenant_id: agreement.tenant_id, agreement_id: agreement.id, ...columns })
        .execute();
    await noteChange(door, { field: "duty", old: row?.title, new: fields.title });
    return undefined;
  },
  async remove(door, row) {
    await removeRow(door.db, "agreement_duty", door.agreement.tenant_id, row.id);
    await noteChange(door, { field: "duty", old: row.title });
  },
};
