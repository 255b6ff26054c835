import { sql } from "kysely";
import { Invalid, NotFound } from "../../server/errors.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { type ProductChoice, searchProducts } from "../products/matching.server.ts";
import { type Editing, lockEditable, lockOwn, openEditable, openOwn } from "./access.server.ts";
import { deletionObstacle } from "./deletion.rules.ts";
import { findProductToUse } from "./new.server.ts";
import { listDocuments, listOpenShares, listRoles, listUsageFunctions } from "./parts.server.ts";
import { day } from "./record.server.ts";
import { systemsPath, usagePath } from "./systems.paths.ts";
import type { Usage } from "./systems.server.ts";
import { validityOf } from "./validity.rules.ts";
import { deleteUsage, setInternal, updateUsage } from "./writes.server.ts";

const brief = (usage: Usage) => ({
  id: usage.id,
  own_name: usage.own_name,
  lifecycle: usage.lifecycle,
  is_hidden: usage.is_hidden,
});

/** Hiding and unhiding: who sees the system today. */
export async function loadVisibilityPage(door: Editing, id: string) {
  const usage = await openOwn(door, id);
  return { slug: door.tenant.slug, usage: brief(usage), shares: await listOpenShares(door.db, door.tenant) };
}

/** Hides the record from everybody, or stops hiding it. @returns where to go on */
export async function setVisibility(door: Door, id: string): Promise<string> {
  const usage = await lockOwn(door, id);
  const isHidden = posted(door.form, "hidden");
  await updateUsage(
    door.db,
    { tenantId: door.tenant.id, record: door.record },
    { usage, edit: { is_hidden: isHidden }, action: isHidden ? "hidden" : "unhidden" },
  );
  return `${usagePath(door.tenant.slug, id)}?saved=1`;
}

/** Validity by decision: the reasons against it, which go on showing. */
export async function loadValidityPage(door: Editing, id: string) {
  const usage = await openEditable(door, id);
  const { values } = usage;
  return {
    slug: door.tenant.slug,
    usage: brief(usage),
    isSet: usage.counts_as_valid,
    reason: usage.counts_as_valid_reason ?? "",
    reasons: validityOf({
      lifecycle: usage.lifecycle,
      taken_into_use_on: day(values.taken_into_use_on),
      retired_on: day(values.retired_on),
      term_ends_on: day(values.term_ends_on),
      counts_as_valid: false,
      today: door.today,
    }).reasons,
  };
}

/** Sets or lifts "räkna som giltig". @returns where to go on, or what is missing */
export async function setValidity(
  door: Door,
  id: string,
): Promise<{ to: string } | { reason: string; errors: Record<string, string> }> {
  const usage = await lockEditable(door, id);
  const { db, form, tenant, record } = door;
  const isSet = posted(form, "valid");
  const reason = String(form.get("reason") ?? "")
    .trim()
    .slice(0, 500);
  if (isSet && reason === "") return { reason, errors: { reason: "reason_missing" } };
  const to = `${usagePath(tenant.slug, id)}?saved=1`;
  await setInternal(db, usage, { counts_as_valid: isSet, counts_as_valid_reason: isSet ? reason : null });
  await record({
    kind: "system_usage",
    id,
    name: usage.own_name,
    action: "updated",
    reason: reason || undefined,
    changes: [{ field: "counts_as_valid", old: yesNo(usage.counts_as_valid), new: yesNo(isSet) }],
  });
  return { to };
}

/** A decision is "yes" or "no"; a form that lost its field decides nothing. @throws Invalid */
function posted(form: FormData, name: string): boolean {
  const value = form.get(name);
  if (value !== "yes" && value !== "no") throw new Invalid({ [name]: "unknown_choice" });
  return value === "yes";
}

const yesNo = (value: boolean) => (value ? "yes" : "no");

/** Deleting: whether it may be, and who sees the record. */
export async function loadDeletionPage(door: Editing & Pick<Door, "now">, id: string) {
  const usage = await openOwn(door, id);
  return {
    slug: door.tenant.slug,
    usage: brief(usage),
    obstacle: (await whyNotDelete(door, usage)) ?? null,
    isSeen: !usage.is_hidden && (await listOpenShares(door.db, door.tenant)).length > 0,
  };
}

async function whyNotDelete({ db, now }: Pick<Door, "db" | "now">, usage: Usage) {
  const follower = await db
    .selectFrom("system_usage_internal")
    .select("usage_id")
    .where("tenant_id", "=", usage.tenant_id)
    .where("preceding_usage_id", "=", usage.id)
    .executeTakeFirst();
  return deletionObstacle({
    lifecycle: usage.lifecycle,
    created_at: usage.created_at,
    now,
    isFollowed: follower !== undefined,
    isHostAnswered: await isHostAnswered(db, usage),
  });
}

async function isHostAnswered(db: TenantDb, usage: Usage): Promise<boolean> {
  const { rows } = await sql<{
    answer: string | null;
  }>`select app.hosting_answer(${usage.id}) as answer`.execute(db);
  return rows[0]?.answer != null;
}

/** Deletes a record added by mistake. @returns where to go on; the record's own page when it may not be deleted */
export async function removeUsage(door: Door, id: string): Promise<string | undefined> {
  const usage = await lockOwn(door, id);
  if (await whyNotDelete(door, usage)) return undefined;
  await deleteUsage(door.db, { tenantId: door.tenant.id, record: door.record }, usage);
  return systemsPath(door.tenant.slug);
}

/** Moving to another product: first the choice, then what it leads to. */
export async function loadMovePage(
  door: Editing,
  { id, product, q }: { id: string; product: string | null; q: string },
) {
  const usage = await openOwn(door, id);
  const { db, tenant } = door;
  const words = q.trim().slice(0, 200);
  const base = { slug: tenant.slug, usage: brief(usage), product: usage.product };
  if (product === null) {
    const found = (await searchProducts(db, words, 21)).filter((each) => each.id !== usage.product.id);
    return { ...base, q: words, products: found.slice(0, 20), isCut: found.length > 20, consequences: null };
  }
  return {
    ...base,
    q: words,
    products: [] as ProductChoice[],
    isCut: false,
    consequences: await consequencesOf(door, usage, product),
  };
}

export type MovePageData = Awaited<ReturnType<typeof loadMovePage>>;

async function consequencesOf({ db, tenant }: Pick<Door, "db" | "tenant">, usage: Usage, productId: string) {
  const to = await findProductToUse(db, productId);
  if (to.id === usage.product.id) throw new NotFound();
  const names = async (product: { id: string }) =>
    new Map(
      (await listUsageFunctions(db, { ...usage, product }))
        .filter((each) => each.origin !== "opted_out")
        .map((each) => [each.id, { sv: each.name_sv, en: each.name_en }]),
    );
  const [before, after] = [await names(usage.product), await names(to)];
  return {
    to,
    supplierBefore: usage.product.supplier_name,
    gained: [...after].filter(([id]) => !before.has(id)).map(([, name]) => name),
    lost: [...before].filter(([id]) => !after.has(id)).map(([, name]) => name),
    roles: (await listRoles(db, usage)).filter((role) => role.to_on === null).length,
    documents: (await listDocuments(db, usage)).length,
    shares: usage.is_hidden ? [] : await listOpenShares(db, tenant),
  };
}

/** Moves the record to the posted product. @returns where to go on */
export async function moveUsage(door: Door, id: string): Promise<string> {
  const usage = await lockOwn(door, id);
  const product = await findProductToUse(door.db, String(door.form.get("product") ?? ""));
  const to = `${usagePath(door.tenant.slug, id)}?saved=1`;
  if (product.id === usage.product.id) return to; // the same form sent twice
  await updateUsage(
    door.db,
    { tenantId: door.tenant.id, record: door.record },
    { usage, edit: { product_id: product.id, productName: product.name }, action: "moved" },
  );
  return to;
}
