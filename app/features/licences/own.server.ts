import { randomUUID } from "node:crypto";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { assignedAbove } from "./decide.rules.ts";
import {
  type Answer,
  type LicenceReader,
  note,
  type Outcome,
  refusedAt,
  submittedStep,
} from "./form.server.ts";
import { itemPartPath } from "./licences.paths.ts";
import { findItem, type Licence, listMembers, openJoinedLicence, type Reading } from "./licences.server.ts";
import { changePool, lockedUntil, oneRow, readPool } from "./pool.server.ts";

interface At {
  agreement: string;
  item: string;
}

/** What the organisation has assigned inside itself and what it has counted, newest first. */
export async function loadOwn(door: Reading, { agreement, item: itemId }: At) {
  const { db, tenant, today } = door;
  const licence = await openJoinedLicence(door, agreement);
  const item = await findItem(db, agreement, itemId);
  const allocations = await db
    .selectFrom("allocation as l")
    .leftJoin("unit as u", (join) =>
      join.onRef("u.tenant_id", "=", "l.tenant_id").onRef("u.id", "=", "l.unit_id"),
    )
    .select(["l.id", "u.name as unit", "l.label", "l.quantity", "l.valid_from", "l.valid_to"])
    .where("l.tenant_id", "=", tenant.id)
    .where("l.item_id", "=", itemId)
    .orderBy("l.valid_from", "desc")
    .orderBy("l.id")
    .limit(500)
    .execute();
  const counts = await listCounts(db, itemId, tenant.id);
  const units = await db
    .selectFrom("unit")
    .select(["id", "name"])
    .where("tenant_id", "=", tenant.id)
    .orderBy("name")
    .orderBy("id")
    .limit(2000)
    .execute();
  const confirmed = new Set(counts.filter((row) => row.is_confirmed).map((row) => row.counted_on));
  return {
    slug: tenant.slug,
    today,
    licence: { id: licence.id, name: licence.name, coordinator: licence.coordinator },
    item: { id: item.id, name: item.name, is_unlimited: item.is_unlimited, metric: item.metric },
    isMember: (await listMembers(db, agreement)).some(
      (member) => member.organisation_id === tenant.id && member.is_confirmed,
    ),
    // worth a warning where the agreement lets it happen
    assignedAbove: item.is_unlimited ? 0 : assignedAbove(await readPool(db, itemId, today), tenant.id),
    allocations,
    units,
    // what the coordinator has brought in and the organisation has said nothing about yet
    waiting: counts.filter((row) => !row.is_confirmed && !confirmed.has(row.counted_on)),
    counts: counts.filter((row) => row.is_confirmed),
  };
}

/** The page that brings in a file of counts. @throws NotFound for items that nobody counts: unlimited ones, and inhabitants */
export async function loadCountsPage(door: Reading, agreement: string, itemId: string) {
  const licence = await openJoinedLicence(door, agreement);
  const item = await findItem(door.db, agreement, itemId);
  if (item.is_unlimited || item.metric === "inhabitant") throw new NotFound();
  return {
    slug: door.tenant.slug,
    licence: { id: licence.id, name: licence.name },
    item: { id: item.id, name: item.name },
  };
}

async function listCounts(db: TenantDb, itemId: string, organisationId: string) {
  const rows = await db
    .selectFrom("usage_count")
    .select(["id", "quantity", "counted_on", "source", "confirmed_by"])
    .where("item_id", "=", itemId)
    .where("organisation_id", "=", organisationId)
    .orderBy("counted_on", "desc")
    .orderBy("id")
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, is_confirmed: row.confirmed_by !== null }));
}

/** Assigns, ends or takes an assignment back, counts, or confirms what the coordinator counted: what the form's `intent` says. */
export async function changeOwn(door: Door, at: At): Promise<Outcome> {
  const licence = await openJoinedLicence(door, at.agreement);
  const work = (read: LicenceReader): Work => ({ door, licence, at, read });
  return submittedStep(door, {
    about: licence,
    to: itemPartPath(door.tenant.slug, at, "own", "?saved=1"),
    steps: {
      assign: (read) => assign(work(read)),
      count: (read) => count(work(read)),
      confirm: (read) => confirm(work(read)),
      end: (read) => endAllocation(work(read)),
      remove: (read) => unassign(work(read)),
    },
  });
}

interface Work {
  door: Door;
  licence: Licence;
  at: At;
  read: LicenceReader;
}

async function assign({ door, licence, at, read }: Work): Answer {
  const { db, tenant, record } = door;
  const { units } = await loadOwn(door, at);
  const unit_id = read.choice(
    "unit",
    units.map((unit) => unit.id),
  );
  const label = read.text("label")?.slice(0, 200) ?? null;
  if (!unit_id && !label) read.errors.unit ??= "unit_or_label";
  const quantity = read.requiredWhole("quantity", { least: 1 });
  const valid_from = read.day("valid_from") ?? door.today;
  const valid_to = read.day("valid_to");
  if (valid_to && valid_to < valid_from) read.errors.valid_to ??= "after_end";
  if (read.hasErrors) return { errors: read.errors };
  const id = randomUUID();
  const refusal = await changePool(door, at, async () => ({
    change: {
      kind: "allocation",
      put: { id, party: tenant.id, quantity, from_on: valid_from, to_on: valid_to },
    },
    async write() {
      await db
        .insertInto("allocation")
        .values({
          tenant_id: tenant.id,
          id,
          coordinator_id: licence.tenant_id,
          item_id: at.item,
          unit_id,
          label,
          quantity,
          valid_from,
          valid_to,
        })
        .execute();
      const name = units.find((unit) => unit.id === unit_id)?.name ?? label;
      await note(record, licence, { field: "allocation", new: `${name}: ${quantity}` });
    },
  }));
  return refusedAt("quantity", refusal);
}

async function unassign({ door, licence, at, read }: Work): Answer {
  const { db, tenant, record } = door;
  const id = String(read.typed.remove ?? "");
  if (!isUuid(id)) return { errors: { "": "changed_meanwhile" } };
  const refusal = await changePool(door, at, async () => ({
    change: { kind: "allocation", remove: id },
    async write() {
      const gone = await db
        .deleteFrom("allocation")
        .where("tenant_id", "=", tenant.id)
        .where("item_id", "=", at.item)
        .where("id", "=", id)
        .returning("quantity")
        .executeTakeFirst();
      oneRow(gone ? 1n : 0n);
      await note(record, licence, { field: "allocation", old: gone?.quantity });
    },
  }));
  return refusedAt("", refusal);
}

/** An assignment that is over stays in what was: it gets its last day. */
async function endAllocation({ door, licence, at, read }: Work): Answer {
  const { db, tenant, record } = door;
  const last = read.requiredDay("last_day");
  const row = (await loadOwn(door, at)).allocations.find((each) => each.id === read.typed.allocation);
  if (!row) return { errors: { "": "changed_meanwhile" } };
  if (last && last < row.valid_from) read.errors.last_day ??= "before_start";
  if (last && row.valid_to && last > row.valid_to) read.errors.last_day ??= "not_earlier";
  if (read.hasErrors) return { errors: read.errors };
  const { id, valid_from: from_on } = row;
  const put = { id, party: tenant.id, quantity: Number(row.quantity), from_on, to_on: last };
  const refusal = await changePool(door, at, async () => ({
    change: { kind: "allocation", remove: id, put },
    async write() {
      const { numUpdatedRows } = await db
        .updateTable("allocation")
        .set((eb) => ({ valid_to: last, version: eb("version", "+", 1) }))
        .where("tenant_id", "=", tenant.id)
        .where("id", "=", id)
        .executeTakeFirst();
      oneRow(numUpdatedRows);
      await note(record, licence, {
        field: "allocation",
        new: `${row.unit ?? row.label}: ${row.quantity} –${last}`,
      });
    },
  }));
  return refusedAt("last_day", refusal);
}

async function count({ door, licence, at, read }: Work): Answer {
  const { db, tenant, actor, today, record } = door;
  const item = await findItem(db, at.agreement, at.item);
  if (item.is_unlimited) read.errors.used ??= "metric_unlimited";
  if (item.metric === "inhabitant") read.errors.used ??= "from_population";
  const quantity = read.requiredWhole("used");
  const counted_on = read.day("counted_on") ?? today;
  if (counted_on > today) read.errors.counted_on ??= "in_future";
  if (read.hasErrors) return { errors: read.errors };
  const locked = await lockedUntil(db, at.item);
  if (locked && counted_on <= locked)
    return { errors: { counted_on: "locked_period" }, refusal: { code: "locked_period", from: locked } };
  const earlier = await putCount(db, licence, {
    tenantId: tenant.id,
    item: at.item,
    organisation: tenant.id,
    quantity,
    counted_on,
    source: "manual",
    by: actor.name,
  });
  await note(record, licence, { field: "usage_count", old: earlier, new: `${quantity} (${counted_on})` });
  return undefined;
}

async function confirm({ door, licence, at, read }: Work): Answer {
  const { db, tenant, actor, record } = door;
  const { waiting } = await loadOwn(door, at);
  const row = waiting.find((each) => each.id === read.typed.count);
  if (!row) return { errors: { "": "changed_meanwhile" } };
  await putCount(db, licence, {
    tenantId: tenant.id,
    item: at.item,
    organisation: tenant.id,
    quantity: Number(row.quantity),
    counted_on: row.counted_on,
    source: row.source,
    by: actor.name,
  });
  await note(record, licence, {
    action: "confirmed",
    field: "usage_count",
    new: `${row.quantity} (${row.counted_on})`,
  });
  return undefined;
}

/** A count as somebody hands it over. */
export interface NewCount {
  /** Who writes it down: the member itself, or the coordinator, whose figures wait for the member's word. */
  tenantId: string;
  item: string;
  organisation: string;
  quantity: number;
  counted_on: string;
  source: "manual" | "import" | "api";
  by: string;
}

/** Writes a count down; a count of the same day by the same organisation is replaced. @returns the figure that stood there */
export async function putCount(
  db: TenantDb,
  licence: Pick<Licence, "id" | "tenant_id">,
  { tenantId, item, organisation, quantity, counted_on, source, by }: NewCount,
): Promise<number | null> {
  const key = { tenant_id: tenantId, item_id: item, organisation_id: organisation, counted_on };
  const earlier = await db
    .selectFrom("usage_count")
    .select("quantity")
    .where("tenant_id", "=", tenantId)
    .where("item_id", "=", item)
    .where("organisation_id", "=", organisation)
    .where("counted_on", "=", counted_on)
    .forUpdate()
    .executeTakeFirst();
  await db
    .insertInto("usage_count")
    .values({
      ...key,
      coordinator_id: licence.tenant_id,
      agreement_id: licence.id,
      quantity,
      source,
      confirmed_by: tenantId === organisation ? by : null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "item_id", "organisation_id", "counted_on"])
        .doUpdateSet((eb) => ({ quantity, source, version: eb("usage_count.version", "+", 1) })),
    )
    .execute();
  return earlier?.quantity ?? null;
}
