import { sql } from "kysely";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import type { Typed } from "../catalogue/fields.form.ts";
import { isUuid } from "../lists/lists.rules.ts";
import type { Contract } from "./contracts.server.ts";
import { FORMS, ROLES } from "./fields.rules.ts";
import { decimalText, Reader } from "./numbers.form.ts";
import { changePart, lockOwnContract, openOwnContract, type PartOutcome, word } from "./part.server.ts";
import { listParticipants, type Participant } from "./participants.server.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "today" | "authorize">;

/** On which conditions an organisation takes part. */
export interface Conditions {
  role: (typeof ROLES)[number];
  coordination_form: (typeof FORMS)[number] | null;
  joined_on: string;
  /** Who acts for it; only of those who are represented. */
  represented_by_id: string | null;
  authority_ref: string | null;
  own_ends_on: string | null;
  call_off_notified_on: string | null;
  /** Per cent, and a number of units; they follow price. */
  cost_share: string | null;
  quantity: string | null;
}

/** What an organisation has said yes to; the database asks it anew when one of these changes (app.ask_participant_anew). */
const AGREED = [
  "role",
  "coordination_form",
  "joined_on",
  "represented_by_id",
  "own_ends_on",
] as const satisfies (keyof Conditions)[];

/** Reads the conditions that a form carries. @param of the organisation they are about, which cannot represent itself */
export async function readConditions(
  { db, today }: Pick<Door, "db" | "today">,
  typed: Typed,
  of: string | undefined,
): Promise<{ errors: Record<string, string>; conditions: Conditions | undefined }> {
  const read = new Reader((key) => word(typed, key));
  const role = read.choice("role", ROLES);
  if (!role) read.errors.role ??= "required";
  const isRepresented = role === "represented";
  const joined_on = read.day("joined_on") ?? today;
  const represented_by_id = isRepresented ? read.text("represented_by_id") : null;
  if (represented_by_id && (represented_by_id === of || !(await findOrganisation(db, represented_by_id))))
    read.errors.represented_by_id = "unknown_choice";
  const conditions = {
    coordination_form: read.choice("coordination_form", FORMS),
    joined_on,
    represented_by_id,
    authority_ref: isRepresented ? read.text("authority_ref") : null,
    own_ends_on: read.day("own_ends_on"),
    call_off_notified_on: read.day("call_off_notified_on"),
    cost_share: read.decimal("cost_share", { decimals: 6, most: 100 }),
    quantity: read.decimal("quantity", { decimals: 3 }),
  };
  if (conditions.own_ends_on && conditions.own_ends_on < joined_on) read.errors.own_ends_on ??= "after_end";
  const { errors } = read;
  return {
    errors,
    conditions: role && Object.keys(errors).length === 0 ? { role, ...conditions } : undefined,
  };
}

/** Somebody who can take part: not a supplier. */
export async function findOrganisation(db: TenantDb, id: string) {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom("organisation")
    .select(["id", "name"])
    .where("id", "=", id)
    .where("kind", "!=", "supplier")
    .executeTakeFirst();
}

/** Everybody who can take part or act for somebody, by name. */
export async function listOrganisations(db: TenantDb) {
  return db
    .selectFrom("organisation")
    .select(["id", "name"])
    .where("kind", "!=", "supplier")
    .orderBy("name")
    .orderBy("id")
    .limit(3000)
    .execute();
}

async function findRow(db: TenantDb, contractId: string, organisationId: string): Promise<Participant> {
  const row = (await listParticipants(db, contractId)).find(
    (each) => each.organisation_id === organisationId,
  );
  if (!row) throw new NotFound();
  return row;
}

/** The form of one participant's conditions. @throws NotFound */
export async function loadConditions(door: Reading, id: string, organisationId: string) {
  const contract = await openOwnContract(door, id);
  const row = await findRow(door.db, id, organisationId);
  const { db, tenant } = door;
  return {
    slug: tenant.slug,
    contract: { id: contract.id, name: contract.name },
    row,
    others: (await listOrganisations(db)).filter((each) => each.id !== organisationId),
    typed: {
      version: String(row.version),
      role: row.role,
      coordination_form: row.coordination_form ?? "",
      joined_on: row.joined_on,
      represented_by_id: row.represented_by_id ?? "",
      authority_ref: row.authority_ref ?? "",
      own_ends_on: row.own_ends_on ?? "",
      call_off_notified_on: row.call_off_notified_on ?? "",
      cost_share: decimalText(row.cost_share),
      quantity: decimalText(row.quantity),
    } satisfies Typed,
  };
}

/**
 * Changes a participant's conditions; what it has agreed to is asked about anew, by the database. Whoever has left is not asked any more,
 * so that stays as it was agreed; its share can still be corrected.
 */
export async function changeConditions(door: Door, id: string, organisationId: string): Promise<PartOutcome> {
  return changePart(door, {
    part: "participants",
    open: (d) => lockOwnContract(d, id),
    async add({ db, tenant, today }, contract, typed) {
      const row = await findRow(db, contract.id, organisationId);
      const { errors, conditions } = await readConditions({ db, today }, typed, organisationId);
      if (conditions && row.leaves_on && conditions.joined_on > row.leaves_on) errors.joined_on = "after_end";
      if (conditions && row.leaves_on && row.leaves_on < today)
        for (const field of AGREED) if (conditions[field] !== row[field]) errors[field] ??= "has_left";
      if (!conditions || Object.keys(errors).length > 0) return errors;
      const { cost_share, quantity, ...columns } = conditions;
      const changed = await db
        .updateTable("contract_participant")
        .set({ ...columns, version: sql<number>`version + 1` })
        .where("tenant_id", "=", tenant.id)
        .where("contract_id", "=", contract.id)
        .where("organisation_id", "=", organisationId)
        .where("version", "=", Number(word(typed, "version")) || 0)
        .executeTakeFirst();
      if (changed.numUpdatedRows !== 1n) return { "": "changed_meanwhile" };
      await writeShare(
        db,
        { tenant_id: tenant.id, contract_id: contract.id, organisation_id: organisationId },
        {
          cost_share,
          quantity,
        },
      );
      const found =
        conditions.represented_by_id && (await findOrganisation(db, conditions.represented_by_id));
      await noteChanges(door, contract, { row, conditions, representative: found ? found.name : null });
      return undefined;
    },
  });
}

interface ShareKey {
  tenant_id: string;
  contract_id: string;
  organisation_id: string;
}

/** Writes a participant's part of the whole; none is no row. */
export async function writeShare(
  db: TenantDb,
  key: ShareKey,
  { cost_share, quantity }: Pick<Conditions, "cost_share" | "quantity">,
): Promise<void> {
  if (cost_share === null && quantity === null) {
    await db
      .deleteFrom("contract_participant_share")
      .where("tenant_id", "=", key.tenant_id)
      .where("contract_id", "=", key.contract_id)
      .where("organisation_id", "=", key.organisation_id)
      .execute();
    return;
  }
  await db
    .insertInto("contract_participant_share")
    .values({ ...key, cost_share, quantity })
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "contract_id", "organisation_id"]).doUpdateSet({ cost_share, quantity }),
    )
    .execute();
}

/** What has become another condition, in the history under the participant's name. */
async function noteChanges(
  { record }: Pick<Door, "record">,
  contract: Pick<Contract, "id" | "name">,
  {
    row,
    conditions,
    representative,
  }: { row: Participant; conditions: Conditions; representative: string | null },
): Promise<void> {
  const { represented_by_id: _, ...plain } = conditions;
  const after: Record<string, string | null> = { ...plain, represented_by: representative };
  const before: Record<string, unknown> = { ...row, represented_by: row.representative };
  // 12.5 and 12.500000 are the same share
  const isSame = (one: unknown, other: string | null) =>
    one === other || (one !== null && other !== null && Number(one) === Number(other));
  const changes = Object.entries(after)
    .filter(([field, value]) => !isSame(before[field] ?? null, value))
    .map(([field, value]) => ({ field, old: before[field] ?? null, new: value }));
  await record({
    kind: "contract",
    id: contract.id,
    name: contract.name,
    action: "updated",
    changes,
    reason: row.name,
  });
}
