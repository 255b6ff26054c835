import type { TenantDb } from "../../server/transaction.server.ts";
import { daysInMonth } from "../deadlines/days.rules.ts";
import { bodyForm, dutyForm, roleForm } from "./agreements.form.ts";
import { listParties } from "./agreements.server.ts";
import { type PartDoor, type PartList, wordsFor } from "./part-lists.server.ts";
import { rowsOf } from "./part-writes.server.ts";
import { typedOf } from "./posted.server.ts";

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
  ...rowsOf({ table: "agreement_body", form: bodyForm, field: "body", name: ({ name }) => name }),
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
  ...rowsOf({
    table: "agreement_body_role",
    form: roleForm,
    field: "role",
    name: ({ person_name, title }) => `${person_name}, ${title}`,
    async check(door, fields) {
      const bodies = await listBodies(door.db, door.agreement.id);
      if (!bodies.some((body) => body.id === fields.body_id)) return { body_id: "choice_wrong" };
      return partyError(door, fields.organisation_id);
    },
  }),
};

/** @returns the error when an organisation is not a party */
async function partyError(
  { db, agreement }: PartDoor,
  id: string | null,
): Promise<Record<string, string> | null> {
  const isOne =
    id === null || (await listParties(db, agreement.id)).some((party) => party.organisation_id === id);
  return isOne ? null : { organisation_id: "choice_wrong" };
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
  ...rowsOf({
    table: "agreement_duty",
    form: dutyForm,
    field: "duty",
    name: ({ title }) => title,
    check: (door, { month, day, organisation_id }) =>
      (day ?? 1) > daysInMonth(2028, month ?? 1) ? { day: "not_a_day" } : partyError(door, organisation_id),
  }),
};
