import { randomUUID } from "node:crypto";
import type { Door } from "../../server/tenant.server.ts";
import { MOST_MINOR } from "../contracts/numbers.form.ts";
import { moved, type Refusal } from "./decide.rules.ts";
import { distributed, putEntitlements } from "./entitlements.server.ts";
import {
  type Answer,
  type LicenceReader,
  note,
  type Outcome,
  refusedAt,
  submittedStep,
} from "./form.server.ts";
import { itemPartPath } from "./licences.paths.ts";
import { findItem, type Licence, listMembers, openOwnLicence, type Reading } from "./licences.server.ts";
import { poolOn } from "./pool.rules.ts";
import { changePool } from "./pool.server.ts";
import { changeRow, removeRow, stampOf } from "./rights-rows.server.ts";

interface At {
  agreement: string;
  item: string;
}

/**
 * Purchases and entitlements of an item, for the coordinator.
 * @param chosen the row that is to be changed, as the address names it ("purchase <id>")
 */
export async function loadRights(
  door: Reading,
  { agreement, item: itemId }: At,
  chosen: string | null = null,
) {
  const { db, tenant, today } = door;
  const licence = await openOwnLicence(door, agreement);
  const item = await findItem(db, agreement, itemId);
  const purchases = await db
    .selectFrom("licence_purchase")
    .select(["id", "quantity", "bought_on", "valid_from", "valid_to", "unit_price_minor", "order_ref"])
    .where("tenant_id", "=", tenant.id)
    .where("item_id", "=", itemId)
    .orderBy("valid_from")
    .orderBy("id")
    .limit(500)
    .execute();
  const entitlements = await db
    .selectFrom("entitlement as e")
    .innerJoin("organisation as o", "o.id", "e.organisation_id")
    .select(["e.id", "e.organisation_id", "o.name", "e.quantity", "e.valid_from", "e.valid_to", "e.basis"])
    .where("e.tenant_id", "=", tenant.id)
    .where("e.item_id", "=", itemId)
    .orderBy("o.name")
    .orderBy("e.valid_from")
    .orderBy("e.id")
    .limit(2000)
    .execute();
  const [kind, id] = (chosen ?? "").split(" ");
  const row = (kind === "purchase" ? purchases : entitlements).find((each) => each.id === id);
  return {
    slug: tenant.slug,
    today,
    chosen:
      row && row.quantity !== null
        ? {
            key: `${kind} ${id}`,
            ...row,
            quantity: Number(row.quantity),
            seen: stampOf(row.quantity, row.valid_to),
          }
        : null,
    licence: {
      id: licence.id,
      name: licence.name,
      ends_on: licence.ends_on,
      distributes_all: licence.distributes_all,
    },
    item: { id: item.id, name: item.name, is_unlimited: item.is_unlimited },
    purchases,
    entitlements,
    members: (await listMembers(db, agreement)).filter((member) => member.is_confirmed),
  };
}

/** Adds a purchase or a right, changes one or takes it away, or moves rights between members: what the form's `intent` says. */
export async function changeRights(door: Door, at: At): Promise<Outcome> {
  const licence = await openOwnLicence(door, at.agreement);
  const work = (read: LicenceReader): Work => ({ door, licence, at, read });
  return submittedStep(door, {
    about: licence,
    to: itemPartPath(door.tenant.slug, at, "rights", "?saved=1"),
    steps: {
      purchase: (read) => addPurchase(work(read)),
      entitlement: (read) => addEntitlement(work(read)),
      move: (read) => moveRights(work(read)),
      change: (read) => changeRow(work(read)),
      remove: (read) => removeRow(work(read)),
    },
  });
}

/** A step of the form and what it is about. */
export interface Work {
  door: Door;
  licence: Licence;
  at: At;
  read: LicenceReader;
}

function period(read: LicenceReader, prefix: string) {
  const valid_from = read.requiredDay(`${prefix}_from`);
  const valid_to = read.day(`${prefix}_to`);
  if (valid_to && valid_to < valid_from) read.errors[`${prefix}_to`] ??= "after_end";
  return { valid_from, valid_to };
}

async function addPurchase({ door, licence, at, read }: Work): Answer {
  const { db, tenant, record } = door;
  const item = await findItem(db, at.agreement, at.item);
  const quantity = item.is_unlimited ? null : read.requiredWhole("purchase_quantity", { least: 1 });
  const { valid_from, valid_to } = period(read, "purchase");
  const bought_on = read.day("bought_on") ?? door.today;
  const unit_price_minor = read.amount("unit_price");
  if (unit_price_minor !== null && unit_price_minor < 0) read.errors.unit_price = "out_of_range";
  if ((quantity ?? 1) * (unit_price_minor ?? 0) > MOST_MINOR) read.errors.unit_price ??= "out_of_range";
  const order_ref = read.text("order_ref")?.slice(0, 200) ?? null;
  if (read.hasErrors) return { errors: read.errors };
  const row = { id: randomUUID(), bought_on, valid_from, valid_to, unit_price_minor, order_ref };
  const write = async () => {
    await db
      .insertInto("licence_purchase")
      .values({ ...row, quantity, tenant_id: tenant.id, item_id: at.item })
      .execute();
    await note(record, licence, { field: "purchase", new: `${item.name}: ${quantity ?? "∞"}` });
  };
  if (quantity === null) {
    await write();
    return undefined;
  }
  const refusal = await changePool(door, at, async (pool) => {
    const distribute = pool.terms.distributes_all ? distributed(pool, { ...row, quantity }) : [];
    return {
      change: {
        kind: "purchase",
        put: { id: row.id, quantity, from_on: valid_from, to_on: valid_to },
        distribute,
      },
      spends_minor: quantity * (unit_price_minor ?? 0),
      async write() {
        await write();
        await putEntitlements(db, { licence, item: at.item }, distribute);
      },
    };
  });
  return refusedAt("purchase_quantity", refusal);
}

async function addEntitlement({ door, licence, at, read }: Work): Answer {
  const { db, record } = door;
  const members = await listMembers(db, at.agreement);
  const organisation = read.choice(
    "organisation",
    members.map((member) => member.organisation_id),
  );
  if (!organisation) read.errors.organisation ??= "required";
  const quantity = read.requiredWhole("entitlement_quantity", { least: 1 });
  const { valid_from, valid_to } = period(read, "entitlement");
  const basis = read.text("basis")?.slice(0, 300);
  if (read.hasErrors || !organisation) return { errors: read.errors };
  const row = { id: randomUUID(), party: organisation, quantity, from_on: valid_from, to_on: valid_to };
  const refusal = await changePool(door, at, async () => ({
    change: { kind: "entitlement", put: [row] },
    async write() {
      await putEntitlements(db, { licence, item: at.item }, [{ ...row, basis }]);
      const name = members.find((member) => member.organisation_id === organisation)?.name;
      await note(record, licence, { field: "entitlement", new: `${name}: ${quantity}` });
    },
  }));
  return refusedAt("entitlement_quantity", refusal);
}

async function moveRights({ door, licence, at, read }: Work): Answer {
  const { db, tenant, record } = door;
  const members = await listMembers(db, at.agreement);
  const ids = members.map((member) => member.organisation_id);
  const [giver, receiver] = [read.choice("giver", ids), read.choice("receiver", ids)];
  if (!giver) read.errors.giver ??= "required";
  if (!receiver) read.errors.receiver ??= "required";
  if (giver && giver === receiver) read.errors.receiver = "same_organisation";
  const quantity = read.requiredWhole("move_quantity", { least: 1 });
  const day = read.day("move_on") ?? door.today;
  if (read.hasErrors || !giver || !receiver) return { errors: read.errors };
  const refusal = await changePool(door, at, async (pool) => {
    const move = moved(pool.rows.entitlements, { giver, receiver, quantity, day }, randomUUID);
    if (!move) {
      const held = poolOn(pool.rows, day).members.find((member) => member.party === giver)?.entitled ?? 0;
      return { code: "pool_exceeded", free: held, asked: quantity } satisfies Refusal;
    }
    return {
      change: { kind: "entitlement", ...move },
      async write() {
        const gone = await db
          .deleteFrom("entitlement")
          .where("tenant_id", "=", tenant.id)
          .where("id", "in", move.remove)
          .returning(["id", "basis", "true_up_id"])
          .execute();
        const from = new Map(gone.map(({ id, ...rest }) => [id, rest]));
        await putEntitlements(
          db,
          { licence, item: at.item },
          move.put.map((row) => ({ ...row, ...from.get(row.source) })),
        );
        const nameOf = (id: string) => members.find((member) => member.organisation_id === id)?.name;
        await note(record, licence, {
          field: "entitlement",
          old: `${nameOf(giver)}: −${quantity}`,
          new: `${nameOf(receiver)}: +${quantity}`,
        });
      },
    };
  });
  return refusedAt("move_quantity", refusal);
}
