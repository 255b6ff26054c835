import type { Lifecycle } from "#db/schema/values.ts";
import { NotFound } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door, Tenant } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { searchProducts } from "../products/matching.server.ts";
import { listPersonChoices, listUnitChoices } from "./choices.server.ts";
import { fieldOf } from "./fields.rules.ts";
import { isLifecycle, lifecycleFacts, OBSTACLE_FIELDS, stateObstacles } from "./lifecycle.rules.ts";
import { readFields } from "./systems.form.ts";
import { usagePath } from "./systems.paths.ts";
import { hasInventory, mayEditSystems } from "./systems.policy.ts";
import { findUsage } from "./systems.server.ts";
import { createUsage, existsOwnId } from "./writes.server.ts";

const MOST_PRODUCTS = 20;
/** Fields of the short form; the rest is filled in on the record. */
export const NEW_FIELDS = ["own_name", "own_id", "taken_into_use_on", "phase_out_from_on", "unit"].map(
  fieldOf,
);
/** A system is not brought in as retired by hand: retiring keeps a record of what held. */
export const NEW_STATES: readonly Lifecycle[] = [
  "planned",
  "pilot",
  "phasing_in",
  "in_operation",
  "phasing_out",
];

/** A product that can be taken into use. @throws NotFound when there is none of that id for the tenant */
export async function findProductToUse(db: TenantDb, id: string) {
  if (!isUuid(id)) throw new NotFound();
  const row = await db
    .selectFrom("product as p")
    .leftJoin("supplier as s", "s.id", "p.supplier_id")
    .select(["p.id", "p.name", "p.state", "s.name as supplier_name"])
    .where("p.id", "=", id)
    .where("p.state", "in", ["concept", "approved"])
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

type Reading = Pick<Door, "db" | "tenant" | "actor" | "authorize">;

function enter({ tenant, actor, authorize }: Reading): void {
  if (!hasInventory(tenant)) throw new NotFound();
  authorize(mayEditSystems(actor));
}

/** First step: products to choose from. */
export async function loadProductChoice(door: Reading, q: string) {
  enter(door);
  const words = q.trim().slice(0, 200);
  const found = await searchProducts(door.db, words, MOST_PRODUCTS + 1);
  return {
    slug: door.tenant.slug,
    q: words,
    products: found.slice(0, MOST_PRODUCTS),
    isCut: found.length > MOST_PRODUCTS,
  };
}

/** Second step: the form, for the product and perhaps for a retired usage that is taken up again. */
export async function loadNewPage(
  door: Reading,
  { product, again }: { product: string; again: string | null },
) {
  enter(door);
  const { db, tenant } = door;
  const found = await findProductToUse(db, product);
  const preceding = again ? await findPreceding(db, tenant, again) : null;
  const typed: Typed = { own_name: preceding?.own_name ?? found.name, lifecycle: "planned" };
  return {
    slug: tenant.slug,
    product: found,
    preceding,
    doubles: await listOwnOfProduct(db, tenant, found.id),
    units: await listUnitChoices(db, tenant),
    people: await listPersonChoices(db, tenant),
    typed,
  };
}

export type NewPageData = Awaited<ReturnType<typeof loadNewPage>>;

async function findPreceding(db: TenantDb, tenant: Tenant, id: string) {
  const usage = await findUsage(db, tenant, id);
  if (usage.tenant_id !== tenant.id || usage.lifecycle !== "retired") throw new NotFound();
  return { id: usage.id, own_name: usage.own_name };
}

async function listOwnOfProduct(db: TenantDb, tenant: Tenant, productId: string) {
  return db
    .selectFrom("system_usage")
    .select(["id", "own_name", "lifecycle"])
    .where("tenant_id", "=", tenant.id)
    .where("product_id", "=", productId)
    .where("lifecycle", "!=", "retired")
    .orderBy("own_name")
    .orderBy("id")
    .limit(10)
    .execute();
}

export type NewOutcome = { to: string } | { typed: Typed; errors: Record<string, string> };

/** Takes the product into use; a form sent twice makes one system. */
export async function takeIntoUse(door: Door): Promise<NewOutcome> {
  enter(door);
  const { db, tenant, form, today, record } = door;
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };

  const typed = typedValues(form);
  const { values, errors } = readFields(typed, NEW_FIELDS);
  const product = await findProductToUse(db, String(typed.product ?? ""));
  const preceding = typed.again ? await findPreceding(db, tenant, String(typed.again)) : null;
  const owner = await postedOwner(db, tenant, typed.system_owner);
  if (owner === "unknown") errors.system_owner = "no_person";
  const { lifecycle } = typed;
  if (!isLifecycle(lifecycle) || !NEW_STATES.includes(lifecycle))
    return { typed, errors: { ...errors, lifecycle: "unknown_choice" } };
  for (const obstacle of stateObstacles(lifecycle, lifecycleFacts(values, owner !== null, today)))
    errors[OBSTACLE_FIELDS[obstacle]] ??= obstacle;
  if (
    typeof values.own_id === "string" &&
    (await existsOwnId(db, { tenantId: tenant.id, ownId: values.own_id }))
  )
    errors.own_id = "own_id_taken";
  if (Object.keys(errors).length > 0) return { typed, errors };

  const id = await createUsage(
    db,
    { tenantId: tenant.id, record },
    {
      product_id: product.id,
      lifecycle,
      is_hidden: typed.is_hidden === "on",
      values: { ...values, own_name: String(values.own_name) },
      preceding_usage_id: preceding?.id ?? null,
      roles: owner ? { system_owner: owner } : {},
    },
  );
  const to = `${usagePath(tenant.slug, id)}?saved=new`;
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

/** The chosen system owner: a person of the organisation, nobody, or somebody it does not know. */
async function postedOwner(db: TenantDb, tenant: Tenant, posted: Typed[string] | undefined) {
  if (!posted) return null;
  if (typeof posted !== "string" || !isUuid(posted)) return "unknown";
  const row = await db
    .selectFrom("person")
    .select("id")
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", posted)
    .executeTakeFirst();
  return row?.id ?? "unknown";
}
