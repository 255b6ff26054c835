import { randomUUID } from "node:crypto";
import { NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { lines } from "../contracts/part.server.ts";
import { addDays } from "../deadlines/days.rules.ts";
import { isUuid } from "../lists/lists.rules.ts";
import {
  INHERITABLE,
  METRICS,
  OVERUSE_RULES,
  PRICE_MODELS,
  TIER_ROWS,
  TRUE_UP_RULES,
} from "./choices.rules.ts";
import { type LicenceReader, note, type Outcome, submitted, type Wrong } from "./form.server.ts";
import { licenceItemPath, licencePath } from "./licences.paths.ts";
import { hasLicences, mayWriteLicences } from "./licences.policy.ts";
import { findItem, listTiers, openOwnLicence, type Reading } from "./licences.server.ts";
import { insertMember } from "./members.server.ts";
import { lockPool } from "./pool.server.ts";
import { type TypedTier, tierProblem } from "./tiers.rules.ts";

/** The form of an agreement: own contracts without one, or the agreement that is changed. */
export async function loadLicenceForm(
  door: Reading,
  { id, contract = "" }: { id?: string; contract?: string },
) {
  if (!hasLicences(door.tenant)) throw new NotFound();
  const { db, tenant, today } = door;
  const licence = id ? await openOwnLicence(door, id) : null;
  if (!licence) door.authorize(mayWriteLicences(door.actor));
  const contracts = licence
    ? []
    : await db
        .selectFrom("contract as c")
        .select(["c.id", "c.name"])
        .where("c.tenant_id", "=", tenant.id)
        .where("c.closed_on", "is", null)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb.selectFrom("licence_agreement as a").select("a.id").whereRef("a.contract_id", "=", "c.id"),
            ),
          ),
        )
        .orderBy("c.name")
        .orderBy("c.id")
        .limit(1000)
        .execute();
  return {
    slug: tenant.slug,
    today,
    licence: licence && { ...licence, created_at: null },
    inherited: licence ? await listInherited(db, licence.id) : [...INHERITABLE],
    contracts,
    start: { contract, starts_on: today },
  };
}

/** Fields that are set jointly. */
export async function listInherited(db: TenantDb, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom("inherited_field")
    .select("field")
    .where("agreement_id", "=", id)
    .orderBy("field")
    .execute();
  return rows.map((row) => row.field);
}

/** Makes an agreement of a contract, or changes one; others who have saved meanwhile are not written over. */
export async function saveLicence(door: Door, id?: string): Promise<Outcome> {
  const { db, tenant, actor, record } = door;
  if (!hasLicences(tenant)) throw new NotFound();
  door.authorize(mayWriteLicences(actor));
  const licence = id ? await openOwnLicence(door, id) : null;
  return submitted(door, licence, async (read) => {
    const values = readLicence(read);
    const contractId = String(read.typed.contract ?? "");
    const { contracts } = licence ? { contracts: [] } : await loadLicenceForm(door, {});
    if (!licence && !contracts.some((row) => row.id === contractId)) read.errors.contract = "required";
    if (read.hasErrors) return { errors: read.errors };
    const inherited = [read.typed.inherited ?? []]
      .flat()
      .filter((field) => INHERITABLE.some((each) => each === field));
    if (!licence) {
      const made = await insertLicence(
        db,
        { tenantId: tenant.id, contractId, accountId: actor.accountId },
        values,
      );
      await putInherited(db, { tenant_id: tenant.id, id: made }, inherited);
      await record({ kind: "licence_agreement", id: made, name: values.name, action: "created" });
      return { to: licencePath(tenant.slug, made, "?saved=created") };
    }
    const { numUpdatedRows } = await db
      .updateTable("licence_agreement")
      .set({ ...values, version: licence.version + 1 })
      .where("tenant_id", "=", tenant.id)
      .where("id", "=", licence.id)
      .where("version", "=", Number(read.typed.version))
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return { errors: { "": "changed_meanwhile" } };
    await putInherited(db, licence, inherited);
    const changes = (Object.keys(values) as (keyof typeof values)[])
      .filter((field) => values[field] !== licence[field])
      .map((field) => ({ field, old: licence[field], new: values[field] }));
    await record({
      kind: "licence_agreement",
      id: licence.id,
      name: values.name,
      action: "updated",
      changes,
    });
    return { to: licencePath(tenant.slug, licence.id, "?saved=1") };
  });
}

function readLicence(read: LicenceReader) {
  const name = read.required("name").slice(0, 300);
  const starts_on = read.requiredDay("starts_on");
  const ends_on = read.day("ends_on");
  if (ends_on && starts_on && ends_on < starts_on) read.errors.ends_on ??= "after_end";
  const lending_allowed = read.typed.lending_allowed === "on";
  const lending_basis = read.text("lending_basis")?.slice(0, 500) ?? null;
  if (lending_allowed && !lending_basis) read.errors.lending_basis = "lending_not_allowed";
  const ceiling_minor = read.amount("ceiling");
  if (ceiling_minor !== null && ceiling_minor < 0) read.errors.ceiling = "out_of_range";
  return {
    name,
    starts_on,
    ends_on,
    framework_text: read.text("framework_text")?.slice(0, 300) ?? null,
    is_multi_year: read.typed.is_multi_year === "on",
    state: read.choice("state", ["draft", "active", "ended"]) ?? ("draft" as const),
    lending_allowed,
    lending_basis,
    recall_days: read.whole("recall_days", { most: 730 }) ?? 30,
    overuse_rule: read.choice("overuse_rule", OVERUSE_RULES) ?? ("warn" as const),
    count_interval_days: read.whole("count_interval_days", { least: 1, most: 3650 }) ?? 365,
    true_up_rule: read.choice("true_up_rule", TRUE_UP_RULES) ?? ("by_overuse" as const),
    distributes_all: read.typed.distributes_all === "on",
    ceiling_minor,
    terms: lines(read.typed, "terms", 10_000) ?? "",
  };
}

/** An agreement over a contract; the coordinator's people see it, and the coordinator is its first member. */
export async function insertLicence(
  db: TenantDb,
  { tenantId, contractId, accountId }: { tenantId: string; contractId: string; accountId: string | null },
  values: ReturnType<typeof readLicence>,
): Promise<string> {
  const contract = await db
    .selectFrom("contract")
    .select("supplier_id")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", contractId)
    .executeTakeFirstOrThrow();
  const id = randomUUID();
  await db
    .insertInto("licence_agreement")
    .values({
      ...values,
      tenant_id: tenantId,
      id,
      contract_id: contractId,
      supplier_id: contract.supplier_id,
    })
    .execute();
  const licence = { id, tenant_id: tenantId, contract_id: contractId };
  await insertMember(db, licence, {
    organisation_id: tenantId,
    role: "party",
    joined_on: values.starts_on,
    by: accountId,
  });
  return id;
}

async function putInherited(
  db: TenantDb,
  { tenant_id, id }: { tenant_id: string; id: string },
  fields: readonly string[],
): Promise<void> {
  await db
    .deleteFrom("inherited_field")
    .where("tenant_id", "=", tenant_id)
    .where("agreement_id", "=", id)
    .execute();
  if (fields.length === 0) return;
  await db
    .insertInto("inherited_field")
    .values(fields.map((field) => ({ tenant_id, agreement_id: id, field })))
    .execute();
}

/** The form of an item: what it counts, its products and its price ladder. */
export async function loadItemForm(door: Reading, agreement: string, itemId?: string) {
  const { db, tenant, today } = door;
  const licence = await openOwnLicence(door, agreement);
  const item = itemId ? await findItem(db, agreement, itemId) : null;
  const products = await db
    .selectFrom("product")
    .select(["id", "name"])
    .where("state", "=", "approved")
    .orderBy("name")
    .orderBy("id")
    .limit(3000)
    .execute();
  const chosen = item
    ? await db
        .selectFrom("licence_item_product")
        .select("product_id")
        .where("item_id", "=", item.id)
        .limit(20)
        .execute()
    : [];
  return {
    slug: tenant.slug,
    today,
    licence: { id: licence.id, name: licence.name, starts_on: licence.starts_on },
    item: item && { ...item, created_at: null },
    tiers: item ? await listTiers(db, item.id, today) : [],
    products,
    chosen: chosen.map((row) => row.product_id),
  };
}

/** Makes an item or changes it; a new ladder takes the place of the old one from a day on. */
export async function saveItem(door: Door, agreement: string, itemId?: string): Promise<Outcome> {
  const { db, tenant, record } = door;
  const licence = await openOwnLicence(door, agreement);
  const item = itemId ? (await lockPool(db, agreement, itemId)).item : null;
  return submitted(door, licence, async (read) => {
    const name = read.required("name").slice(0, 300);
    const metric = read.choice("metric", METRICS);
    if (!metric) read.errors.metric ??= "required";
    const price_model = read.choice("price_model", PRICE_MODELS) ?? "all_units";
    const period_unit = read.choice("period_unit", ["month", "year", "once"]) ?? "year";
    const overuse_rule = read.choice("overuse_rule", OVERUSE_RULES);
    const tiers = readTiers(read);
    const problem = tierProblem(tiers);
    if (problem) read.errors.tier_1_from ??= problem.code;
    const valid_from = read.day("tiers_from") ?? licence.starts_on;
    if (item && metric !== item.metric && (metric === "unlimited" || item.is_unlimited))
      read.errors.metric = "metric_fixed";
    if (read.hasErrors || !metric) return { errors: read.errors, ...tierDetails(problem) };
    const values = { name, metric, price_model, period_unit, overuse_rule };
    const id = item?.id ?? randomUUID();
    if (!item)
      await db
        .insertInto("licence_item")
        .values({ ...values, tenant_id: tenant.id, id, agreement_id: agreement })
        .execute();
    else {
      if (item.version !== Number(read.typed.version)) return { errors: { "": "changed_meanwhile" } };
      await db
        .updateTable("licence_item")
        .set({ ...values, version: item.version + 1 })
        .where("tenant_id", "=", tenant.id)
        .where("id", "=", id)
        .execute();
    }
    await putTiers(db, { tenant_id: tenant.id, item_id: id }, tiers, valid_from);
    await putProducts(db, { tenant_id: tenant.id, item_id: id }, [read.typed.product ?? []].flat());
    await note(record, licence, { field: "item", old: item?.name ?? null, new: name });
    return { to: licenceItemPath(tenant.slug, agreement, id, "?saved=1") };
  });
}

function tierDetails(problem: ReturnType<typeof tierProblem>): Pick<Wrong, "refusal"> {
  if (problem?.code !== "tier_gap") return {};
  return { refusal: { code: "tier_gap", free: problem.from, asked: problem.to } };
}

function readTiers(read: LicenceReader): TypedTier[] {
  const tiers: TypedTier[] = [];
  for (const row of TIER_ROWS) {
    const from = read.whole(`tier_${row}_from`, { least: 1 });
    const unit_price_minor = read.amount(`tier_${row}_price`);
    const to_quantity = read.whole(`tier_${row}_to`, { least: 1 });
    if (from === null && unit_price_minor === null && to_quantity === null) continue;
    if (from === null) read.errors[`tier_${row}_from`] ??= "required";
    if (unit_price_minor === null) read.errors[`tier_${row}_price`] ??= "required";
    else if (unit_price_minor < 0) read.errors[`tier_${row}_price`] ??= "out_of_range";
    tiers.push({
      from_quantity: from ?? 1,
      to_quantity,
      unit_price_minor: unit_price_minor ?? 0,
      currency: "SEK",
    });
  }
  return tiers;
}

async function putTiers(
  db: TenantDb,
  key: { tenant_id: string; item_id: string },
  tiers: readonly TypedTier[],
  valid_from: string,
): Promise<void> {
  const at = db
    .deleteFrom("price_tier")
    .where("tenant_id", "=", key.tenant_id)
    .where("item_id", "=", key.item_id);
  await at.where("valid_from", ">=", valid_from).execute();
  await db
    .updateTable("price_tier")
    .set({ valid_to: addDays(valid_from, -1) })
    .where("tenant_id", "=", key.tenant_id)
    .where("item_id", "=", key.item_id)
    .where((eb) => eb.or([eb("valid_to", "is", null), eb("valid_to", ">=", valid_from)]))
    .execute();
  await db
    .insertInto("price_tier")
    .values(
      tiers.map(({ from_quantity, unit_price_minor, currency }) => ({
        ...key,
        from_quantity,
        unit_price_minor,
        currency,
        valid_from,
      })),
    )
    .execute();
}

async function putProducts(
  db: TenantDb,
  key: { tenant_id: string; item_id: string },
  products: readonly string[],
): Promise<void> {
  await db
    .deleteFrom("licence_item_product")
    .where("tenant_id", "=", key.tenant_id)
    .where("item_id", "=", key.item_id)
    .execute();
  const chosen = products.filter(isUuid);
  const known = chosen.length
    ? await db.selectFrom("product").select("id").where("id", "in", chosen).limit(20).execute()
    : [];
  if (known.length > 0)
    await db
      .insertInto("licence_item_product")
      .values(known.map(({ id }) => ({ ...key, product_id: id })))
      .execute();
}
