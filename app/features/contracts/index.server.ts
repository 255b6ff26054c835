import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { smallValueSum } from "./changes.rules.ts";
import { listCostLines } from "./cost-lines.server.ts";
import { costPicture, lineMinor } from "./costs.rules.ts";
import { endOf, factsOn } from "./facts.rules.ts";
import { MOST_MINOR, Reader } from "./numbers.form.ts";
import { changePart, lockOwnContract, note, type PartOutcome, word } from "./part.server.ts";
import { adjustedMinor, changePercent } from "./price-index.rules.ts";
import { openContract } from "./record.server.ts";
import { termInputOf } from "./terms.rules.ts";
import { touch } from "./writes.server.ts";

type Reading = Pick<Door, "db" | "tenant" | "actor" | "today" | "authorize">;
const PERIOD = /^\d{4}(-(0[1-9]|1[0-2])|-K[1-4])?$/;
export const GROUNDS = [
  "small_value",
  "change_clause",
  "supplementary",
  "unforeseen",
  "new_party",
  "not_substantial",
] as const;

/** A number with decimals as text, so that nothing is rounded on its way. */
const exactly = <Name extends string>(column: Name) => sql<string>`${sql.ref(column)}::text`.as(column);
const orNull = <Name extends string>(column: Name) => sql<string | null>`${sql.ref(column)}::text`.as(column);

function listIndexes(db: TenantDb, contractId: string) {
  return db
    .selectFrom("price_index")
    .select([
      "id",
      "series",
      "base_period",
      exactly("indexed_share"),
      orNull("cap"),
      orNull("floor"),
      "adjust_on",
      "notify_days",
    ])
    .where("contract_id", "=", contractId)
    .orderBy("series")
    .orderBy("id")
    .limit(50)
    .execute();
}

function listAdjustments(db: TenantDb, contractId: string) {
  return db
    .selectFrom("price_adjustment")
    .select([
      "id",
      "price_index_id",
      "period",
      exactly("base_value"),
      exactly("new_value"),
      exactly("indexed_share"),
      orNull("cap"),
      orNull("floor"),
      "old_minor",
      "new_minor",
      "claimed_minor",
      "applies_from",
      "by_name",
    ])
    .where("contract_id", "=", contractId)
    .orderBy("applies_from", "desc")
    .orderBy("id", "desc")
    .limit(200)
    .execute();
}

/** The price indices of a contract, the figures that are known and the adjustments made. Figures are the organisation's own. */
export async function loadIndex(door: Reading, id: string) {
  const contract = await openContract(door, id);
  const { db, tenant } = door;
  const indexes = await listIndexes(db, id);
  const values = await db
    .selectFrom("index_value")
    .select(["series", "period", exactly("value"), "source"])
    .where("series", "in", indexes.length > 0 ? indexes.map((each) => each.series) : [""])
    .orderBy("series")
    .orderBy("period", "desc")
    .limit(500)
    .execute();
  const lines = await listCostLines(db, id);
  return {
    slug: tenant.slug,
    today: door.today,
    contract: { id: contract.id, name: contract.name },
    isOwn: contract.tenant_id === tenant.id && !door.actor.isPreview,
    indexes,
    values,
    adjustments: await listAdjustments(db, id),
    lines: lines
      .filter((line) => line.kind !== "one_off" && line.status !== "actual")
      .map((line) => ({ id: line.id, yearly_minor: lineMinor(line), valid_from: line.valid_from })),
  };
}

/** Adds an index, a figure or an adjustment, by the form's `what`; removes the index named. */
export async function changeIndex(door: Door, id: string): Promise<PartOutcome> {
  return changePart(door, {
    part: "index",
    open: (d) => lockOwnContract(d, id),
    async remove({ db, tenant, record }, contract, key) {
      const row = isUuid(key)
        ? (await listIndexes(db, contract.id)).find((each) => each.id === key)
        : undefined;
      if (!row) return { series: "changed_meanwhile" };
      await db.deleteFrom("price_index").where("tenant_id", "=", tenant.id).where("id", "=", key).execute();
      await note({ record }, contract, { field: "price_index", old: row.series });
      return undefined;
    },
    add(d, contract, typed) {
      const read = new Reader((key) => word(typed, key));
      if (typed.what === "value") return addValue(d, contract, read);
      if (typed.what === "adjustment") return addAdjustment(d, contract, read);
      return addIndex(d, contract, read);
    },
  });
}

type Adding = Parameters<Parameters<typeof changePart>[1]["add"]>;

async function addIndex({ db, tenant, record }: Adding[0], contract: Adding[1], read: Reader) {
  const series = read.required("series").slice(0, 200);
  const base_period = readPeriod(read, "base_period");
  const indexed_share = read.decimal("indexed_share", { decimals: 4, most: 100 });
  if (indexed_share === null) read.errors.indexed_share ??= "required";
  const [cap, floor] = [
    read.decimal("cap", { decimals: 4, most: 999, isSigned: true }),
    read.decimal("floor", { decimals: 4, most: 999, isSigned: true }),
  ];
  if (cap !== null && floor !== null && Number(floor) > Number(cap)) read.errors.cap ??= "cap_below_floor";
  const adjust_on = read.day("adjust_on");
  const days = read.decimal("notify_days", { decimals: 1, most: 730 });
  if (days !== null && !/^\d+$/.test(days)) read.errors.notify_days ??= "not_a_number";
  if (Object.keys(read.errors).length > 0) return read.errors;
  await db
    .insertInto("price_index")
    .values({
      ...{ tenant_id: tenant.id, contract_id: contract.id, series, base_period, cap, floor, adjust_on },
      indexed_share: indexed_share!,
      notify_days: days === null ? null : Number(days),
    })
    .execute();
  await touch(db, { tenantId: tenant.id }, contract);
  await note({ record }, contract, { field: "price_index", new: series });
  return undefined;
}

function readPeriod(read: Reader, key: string): string {
  const period = read.required(key);
  if (period !== "" && !PERIOD.test(period)) read.errors[key] ??= "not_a_year";
  return period;
}

async function addValue({ db, tenant, record }: Adding[0], contract: Adding[1], read: Reader) {
  const index = (await listIndexes(db, contract.id)).find((each) => each.id === read.text("index"));
  if (!index) read.errors.index = "unknown_choice";
  const period = readPeriod(read, "period");
  const value = read.decimal("value", { decimals: 4, most: 99_999_999 });
  if (value === null || Number(value) <= 0)
    read.errors.value ??= value === null ? "required" : "not_a_decimal";
  if (Object.keys(read.errors).length > 0 || !index || value === null) return read.errors;
  const source = read.text("source");
  const row = { tenant_id: tenant.id, series: index.series, period, value, source };
  const before = await db
    .selectFrom("index_value")
    .select(exactly("value"))
    .where("series", "=", index.series)
    .where("period", "=", period)
    .executeTakeFirst();
  await db
    .insertInto("index_value")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "series", "period"]).doUpdateSet({ value, source }),
    )
    .execute();
  await note({ record }, contract, {
    field: "index_value",
    old: before ? `${index.series} ${period}: ${before.value}` : null,
    new: `${index.series} ${period}: ${value}`,
  });
  return undefined;
}

/** Works out a new price and keeps it with everything it was worked out from; without a figure for the period there is none. */
async function addAdjustment({ db, tenant, actor, record }: Adding[0], contract: Adding[1], read: Reader) {
  const index = (await listIndexes(db, contract.id)).find((each) => each.id === read.text("index"));
  if (!index) read.errors.index = "unknown_choice";
  const period = readPeriod(read, "period");
  const old_minor = read.amount("old");
  if (old_minor === null) read.errors.old ??= "required";
  const claimed_minor = read.amount("claimed");
  const applies_from = read.requiredDay("applies_from");
  if (!index || Object.keys(read.errors).length > 0) return read.errors;
  const figures = await db
    .selectFrom("index_value")
    .select(["period", exactly("value")])
    .where("tenant_id", "=", tenant.id)
    .where("series", "=", index.series)
    .where("period", "in", [index.base_period, period])
    .execute();
  const [base, fresh] = [index.base_period, period].map(
    (each) => figures.find((row) => row.period === each)?.value,
  );
  if (base === undefined) read.errors.index = "no_base";
  if (fresh === undefined) read.errors.period = "no_value";
  if (base === undefined || fresh === undefined) return read.errors;
  const new_minor = adjustedMinor(old_minor!, index, base, fresh);
  if (Math.abs(new_minor) > MOST_MINOR) return { old: "out_of_range" };
  await db
    .insertInto("price_adjustment")
    .values({
      ...{ tenant_id: tenant.id, contract_id: contract.id, price_index_id: index.id, period, applies_from },
      ...{ indexed_share: index.indexed_share, cap: index.cap, floor: index.floor },
      ...{
        base_value: base,
        new_value: fresh,
        old_minor: old_minor!,
        new_minor,
        claimed_minor,
        by_name: actor.name,
      },
    })
    .execute();
  await touch(db, { tenantId: tenant.id }, contract);
  await note({ record }, contract, {
    field: "price_adjustment",
    old: (old_minor! / 100).toFixed(2),
    new: `${(new_minor / 100).toFixed(2)} (${changePercent(index, base, fresh)} %)`,
  });
  return undefined;
}

/** Changes of a contract with their grounds, and what the small-value ones come to. */
export async function loadChanges(door: Reading, id: string) {
  const contract = await openContract(door, id);
  const { db, tenant, today } = door;
  const rows = await db
    .selectFrom("contract_change")
    .select(["id", "changed_on", "ground", "value_minor", "description", "decision_ref"])
    .where("contract_id", "=", id)
    .orderBy("changed_on")
    .orderBy("id")
    .limit(500)
    .execute();
  const facts = factsOn(termInputOf(contract), today);
  const span = { ...facts, current_end: endOf(facts) };
  const picture = costPicture(await listCostLines(db, id), {
    facts: span,
    today,
    closedOn: contract.closed_on,
  });
  const value_minor = picture.last?.total_minor ?? picture.current?.total_minor ?? null;
  return {
    slug: tenant.slug,
    today,
    contract: { id: contract.id, name: contract.name },
    isOwn: contract.tenant_id === tenant.id && !door.actor.isPreview,
    rows,
    value_minor,
    small: smallValueSum(value_minor, rows),
  };
}

/** Records a change of the contract, or removes one that was entered by mistake. */
export async function changeChanges(door: Door, id: string): Promise<PartOutcome> {
  return changePart(door, {
    part: "changes",
    open: (d) => lockOwnContract(d, id),
    async remove({ db, tenant, record }, contract, key) {
      if (!isUuid(key)) return { description: "changed_meanwhile" };
      const gone = await db
        .deleteFrom("contract_change")
        .where("tenant_id", "=", tenant.id)
        .where("contract_id", "=", contract.id)
        .where("id", "=", key)
        .returning("description")
        .executeTakeFirst();
      if (!gone) return { description: "changed_meanwhile" };
      await note({ record }, contract, { field: "contract_change", old: gone.description });
      return undefined;
    },
    async add({ db, tenant, record }, contract, typed) {
      const read = new Reader((key) => word(typed, key, 2000));
      const changed_on = read.requiredDay("changed_on");
      const ground = read.choice("ground", GROUNDS);
      if (!ground) read.errors.ground ??= "required";
      const value_minor = read.amount("value");
      if (value_minor === null) read.errors.value ??= "required";
      const description = read.required("description");
      if (Object.keys(read.errors).length > 0) return read.errors;
      const row = { changed_on, ground: ground!, value_minor: value_minor!, description };
      await db
        .insertInto("contract_change")
        .values({
          ...row,
          decision_ref: read.text("decision_ref"),
          tenant_id: tenant.id,
          contract_id: contract.id,
        })
        .execute();
      await touch(db, { tenantId: tenant.id }, contract);
      await note({ record }, contract, {
        field: "contract_change",
        new: `${description} (${(row.value_minor / 100).toFixed(2)})`,
      });
      return undefined;
    },
  });
}
